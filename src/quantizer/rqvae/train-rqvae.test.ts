import { describe, expect, test } from 'vitest';
import { createCpuDevice } from '../../compute/cpu/cpu-device';
import { DEFAULT_CONFIG, type QuantizerConfig } from '../config';
import { assignRegister } from '../kernels/assign-codes';
import { Pacer } from '../pacer';
import { ProgressReporter } from '../progress';
import { prepareVectors } from '../vectors';
import { clusteredVectors } from './clustered.fixture';
import type { RqVaeState } from './state';
import { trainRqVae } from './train-rqvae';

const ROWS = 192;
const DIM = 12;

function configOf(change: Partial<QuantizerConfig['rqvae']> = {}, epochs = 6): QuantizerConfig {
  return {
    ...DEFAULT_CONFIG,
    method: 'rqvae',
    codebookSizes: [8, 8],
    iterations: epochs,
    rqvae: {
      ...DEFAULT_CONFIG.rqvae,
      hidden: [16],
      latentDim: 5,
      batchRows: 64,
      warmupEpochs: 1,
      learningRate: 1e-2,
      ...change,
    },
  };
}

async function run(
  config: QuantizerConfig,
  options: { resume?: RqVaeState; stopAfter?: number; pairs?: Uint32Array } = {},
) {
  const device = createCpuDevice();
  const vectors = await prepareVectors(clusteredVectors(ROWS, DIM), DIM, config);
  const controller = new AbortController();
  const states: RqVaeState[] = [];
  const context = {
    device,
    assign: assignRegister,
    pacer: new Pacer(device, controller.signal),
  };
  const result = trainRqVae({
    context,
    config,
    vectors,
    pairs: options.pairs ?? null,
    resume: options.resume ?? null,
    progress: new ProgressReporter(1, 2, config.iterations, undefined),
    pause: undefined,
    onState: (state) => {
      states.push(state);
      if (state.epoch === options.stopAfter) controller.abort();
    },
  });
  return { result, states, device };
}

describe('trainRqVae', () => {
  test('lowers the loss and reconstructs better than the mean', async () => {
    const { result, device } = await run(configOf({}, 30));
    const { learned, reconstruction, levels } = await result;
    const [first, last] = [learned.history[0]!, learned.history.at(-1)!];
    expect(last.losses['reconstruction']).toBeLessThan(first.losses['reconstruction']! * 0.7);
    expect(reconstruction).toBeLessThan(0.5);
    expect(levels).toHaveLength(2);
    expect(levels[0]!.codes).toHaveLength(ROWS);
    expect(levels[0]!.codebook).toHaveLength(8 * 5);
    expect(device.memory).toEqual({ bytes: 0, buffers: 0 });
  });

  const ingredients: Partial<QuantizerConfig['rqvae']>[] = [
    { codebook: 'ema' },
    { init: 'random' },
    { sinkhornRounds: 0 },
    { estimator: 'rotation' },
    { sharedCodebook: true },
    { residual: true, latentDim: DIM },
    { reconstruction: 'cosine' },
    { reconstruction: 'l1' },
    { standardize: false },
    { activation: 'gelu', clipNorm: 1 },
  ];
  test.for(ingredients)('%o changes the outcome, and stays finite', async (change) => {
    const plain = await (await run(configOf())).result;
    const changed = await (await run(configOf(change))).result;
    expect(Number.isFinite(changed.reconstruction)).toBe(true);
    expect(changed.reconstruction).not.toBe(plain.reconstruction);
  });

  test.for([0, 5])(
    'cosine distance trains too, with %d Sinkhorn rounds',
    async (sinkhornRounds) => {
      const plain = configOf({ sinkhornRounds });
      const l2 = await (await run(plain)).result;
      const cosine = await (await run({ ...plain, distance: 'cosine' })).result;
      expect(Number.isFinite(cosine.reconstruction)).toBe(true);
      expect(cosine.levels[0]!.codes).not.toEqual(l2.levels[0]!.codes);
    },
  );

  test('a residual encoder sets out from RQ-KMeans, a plain one from nothing', async () => {
    const firstLoss = async (change: Partial<QuantizerConfig['rqvae']>) => {
      const config = configOf({ ...change, sinkhornRounds: 0, learningRate: 1e-5 }, 1);
      const { learned } = await (await run(config)).result;
      return learned.history[0]!.losses['reconstruction']!;
    };
    // Inputs have unit variance, so these are shares of it.
    expect(await firstLoss({ residual: true, latentDim: DIM })).toBeLessThan(0.1);
    expect(await firstLoss({})).toBeGreaterThan(0.8);
  });

  test('the same seed gives the same bits, another seed others', async () => {
    const [a, b] = [await (await run(configOf())).result, await (await run(configOf())).result];
    expect(b.levels[1]!.codes).toEqual(a.levels[1]!.codes);
    expect(b.reconstruction).toBe(a.reconstruction);
    const other = await (await run({ ...configOf(), seed: 1 })).result;
    expect(other.reconstruction).not.toBe(a.reconstruction);
  });

  test.for(['gradient', 'ema'] as const)(
    '%s: resumed from a checkpoint it ends as if never stopped',
    async (codebook) => {
      const whole = await (await run(configOf({ codebook }))).result;
      const stopped = await run(configOf({ codebook }), { stopAfter: 3 });
      await expect(stopped.result).rejects.toMatchObject({ code: 'CANCELLED' });
      expect(stopped.device.memory).toEqual({ bytes: 0, buffers: 0 });
      const resume = stopped.states.at(-1)!;
      expect(resume.epoch).toBe(3);
      const rest = await (await run(configOf({ codebook }), { resume })).result;
      expect(rest.reconstruction).toBe(whole.reconstruction);
      expect(rest.levels.map((level) => level.codes)).toEqual(
        whole.levels.map((level) => level.codes),
      );
      expect(rest.learned.history).toEqual(whole.learned.history);
    },
  );

  test('revives dead codes of nearest assignment, and never fights Sinkhorn', async () => {
    const crowded = { init: 'random', learningRate: 1e-4 } as const;
    const revivedOf = async (sinkhornRounds: number) => {
      const { learned } = await (await run(configOf({ ...crowded, sinkhornRounds }))).result;
      return learned.history.reduce((sum, { revived }) => sum + revived, 0);
    };
    expect(await revivedOf(0)).toBeGreaterThan(0);
    expect(await revivedOf(5)).toBe(0);
  });

  test('a shard smaller than a batch is one batch', async () => {
    const { result } = await run(configOf({ batchRows: 4096 }));
    expect((await result).learned.history).toHaveLength(6);
  });
});
