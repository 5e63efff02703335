import { afterAll, expect, test } from 'vitest';
import { createCpuDevice } from '../../compute/cpu/cpu-device';
import type { Device } from '../../compute/device';
import { createWebGpuDevice } from '../../compute/webgpu/webgpu-device';
import { assignVariants } from '../assign-trial';
import { checkAgainstCpu } from '../check-against-cpu';
import { DEFAULT_CONFIG, type QuantizerConfig } from '../config';
import { assignRegister } from '../kernels/assign-codes';
import { Trainer } from '../trainer';
import { clusteredVectors } from './clustered.fixture';

const gpu = await createWebGpuDevice();
afterAll(() => gpu.destroy());

const ROWS = 200;
const DIM = 20;

const configOf = (change: Partial<QuantizerConfig['rqvae']>): QuantizerConfig => ({
  ...DEFAULT_CONFIG,
  method: 'rqvae',
  codebookSizes: [16, 12],
  iterations: 4,
  rqvae: {
    ...DEFAULT_CONFIG.rqvae,
    hidden: [24, 16],
    latentDim: 9,
    batchRows: 64,
    ...change,
  },
});

const trainerOn = (device: Device) => {
  const [assign = assignRegister] = device === gpu ? assignVariants(gpu) : [];
  return new Trainer(device, assign, clusteredVectors(ROWS, DIM), DIM);
};

const INGREDIENTS = [
  {},
  { codebook: 'ema' },
  { sinkhornRounds: 0, estimator: 'rotation' },
  { init: 'random', activation: 'gelu', clipNorm: 0.5 },
  { sharedCodebook: false, reconstruction: 'cosine' },
] as const;

test.for(INGREDIENTS)('%o: the GPU learns what the CPU learns', async (change) => {
  const config = configOf(change);
  const here = await trainerOn(gpu).train(config);
  const there = await trainerOn(createCpuDevice()).train(config);
  // Four epochs of Float32 against Float64: alike, not equal. A code may flip on a close call.
  expect(here.reconstruction / there.reconstruction).toBeCloseTo(1, 1);
  const losses = (run: typeof here) => run.learned!.history[0]!.losses['reconstruction']!;
  expect(losses(here) / losses(there)).toBeCloseTo(1, 2);
  expect(gpu.memory).toEqual({ bytes: 0, buffers: 0 });
});

test('contrast of pairs: the GPU learns what the CPU learns', async () => {
  const pairs = Uint32Array.from({ length: 2 * 300 }, (_, at) => (at * 7) % ROWS);
  const runOn = async (device: Device) => {
    const trainer = trainerOn(device);
    const contrastive = { pairs: trainer.setPairs(pairs), batchPairs: 48, pairsPerItem: 2.3 };
    const { reconstruction, learned } = await trainer.train(configOf({ contrastive }));
    return { reconstruction, last: learned!.history.at(-1)! };
  };
  const [here, there] = [await runOn(gpu), await runOn(createCpuDevice())];
  expect(here.reconstruction / there.reconstruction).toBeCloseTo(1, 1);
  for (const name of ['pair_contrast', 'cross_contrast', 'self_contrast']) {
    expect(here.last.losses[name]! / there.last.losses[name]!).toBeCloseTo(1, 2);
  }
  expect(here.last.contrast!.accuracy).toBeCloseTo(there.last.contrast!.accuracy, 1);
  const { pair, cross, self } = there.last.contrast!.temperatures;
  const wanted = [pair, cross, self];
  Object.values(here.last.contrast!.temperatures).forEach((temperature, at) => {
    expect(temperature / wanted[at]!).toBeCloseTo(1, 2);
  });
  expect(gpu.memory).toEqual({ bytes: 0, buffers: 0 });
  expect(await runOn(gpu)).toEqual(here);
});

test('the CPU encodes with the GPU’s weights to the same codes', async () => {
  const trainer = trainerOn(gpu);
  const config = configOf({});
  const run = await trainer.train(config);
  const { levels } = await checkAgainstCpu(run, await trainer.prepare(config), { maxRows: ROWS });
  expect(levels.map(({ wrong }) => wrong)).toEqual([0, 0]);
});

test('the same seed gives the same bits', async () => {
  const [a, b] = [
    await trainerOn(gpu).train(configOf({})),
    await trainerOn(gpu).train(configOf({})),
  ];
  expect(b.levels.map(({ codes }) => codes)).toEqual(a.levels.map(({ codes }) => codes));
  expect(b.reconstruction).toBe(a.reconstruction);
});
