import { afterAll, beforeAll, expect, test } from 'vitest';
import { clusters } from '../quantizer/clusters.fixture';
import { DEFAULT_CONFIG, type QuantizerConfig } from '../quantizer/config';
import { createEngineClient } from './engine-client';
import type { RunResult } from './protocol';

const ROWS = 700;
const DIM = 20;
const EPOCHS = 6;
const configOf = (change: Partial<QuantizerConfig['rqvae']>): QuantizerConfig => ({
  ...DEFAULT_CONFIG,
  ...{ method: 'rqvae', codebookSizes: [16, 12], iterations: EPOCHS },
  rqvae: { ...DEFAULT_CONFIG.rqvae, hidden: [24], latentDim: 9, batchRows: 128, ...change },
});

/** Two workers with a device each: what the one leaves, the other goes on with, as after a reload. */
const [one, other] = [createEngineClient(), createEngineClient()];
const load = (engine: typeof one, groups = 24) =>
  engine.load({ vectors: clusters(ROWS, DIM, groups), rows: ROWS, dim: DIM });

beforeAll(async () => {
  // The trial is measured and may choose another variant each time; a reload finds the first choice.
  const { tuning } = await one.start({ device: 'webgpu', tuning: null });
  await other.start({ device: 'webgpu', tuning });
});
afterAll(() => {
  one.terminate();
  other.terminate();
});

/** All but the time it took. */
const outcome = ({ levels, learned, reconstruction }: RunResult) => ({
  levels: levels.map((level) => ({ ...level, seconds: 0 })),
  learned,
  reconstruction,
});

test.for([{}, { codebook: 'ema' }, { sinkhornRounds: 0 }] as const)(
  '%o: gone on with in another worker, a run ends with the same bits',
  async (change) => {
    const config = configOf(change);
    await load(one);
    const whole = await one.train(config);
    await load(one);
    const controller = new AbortController();
    const stopped = one.train(config, {
      signal: controller.signal,
      onProgress: ({ snapshot }) => {
        if (snapshot?.report.epoch === 2) controller.abort();
      },
    });
    await expect(stopped).rejects.toMatchObject({ code: 'CANCELLED' });
    const bytes = await one.saveCheckpoint(config);

    await load(other);
    const file = new File([new Uint8Array(bytes!)], 'run.safetensors');
    const summary = await other.openCheckpoint({ file, config });
    const done = summary.history.length;
    expect(done).toBeGreaterThanOrEqual(2);
    expect(summary.isSameMachine).toBe(true);
    const epochs: number[] = [];
    const rest = await other.train(config, {
      onProgress: ({ snapshot }) => {
        if (snapshot) epochs.push(snapshot.report.epoch);
      },
    });
    expect(epochs).toEqual([1, 2, 3, 4, 5, 6].slice(done));
    expect(outcome(rest)).toEqual(outcome(whole));
    expect(await other.memory()).toEqual({ bytes: 0, buffers: 0 });
  },
);

const LEVELS = { ...DEFAULT_CONFIG, codebookSizes: [16, 12], iterations: 12 };

test.for([
  {},
  { trainBeam: 3, beam: 3 },
  { method: 'ema' },
  { method: 'balanced' },
  // Enough that progress, which is told ten times a second, tells of a turn.
  { method: 'opq', iterations: 40 },
] as const)(
  'level by level, %o: gone on with in another worker, a run ends with the same codes',
  async (change) => {
    const config: QuantizerConfig = { ...LEVELS, ...change };
    await load(one);
    const whole = await one.train(config);
    await load(one);
    const controller = new AbortController();
    const stopped = one.train(config, {
      signal: controller.signal,
      onProgress: ({ phase, iteration, finished }) => {
        const isTurning = phase === 'Rotating' && iteration > 1;
        // Of a level's end it tells at once: the abort finds level 2 begun.
        if (config.method === 'opq' ? isTurning : finished) controller.abort();
      },
    });
    await expect(stopped).rejects.toMatchObject({ code: 'CANCELLED' });
    const bytes = await one.saveCheckpoint(config);

    await load(other);
    const file = new File([new Uint8Array(bytes!)], 'run.safetensors');
    const { level } = await other.openCheckpoint({ file, config });
    expect(level).toBe(config.method === 'opq' ? null : 2);
    const rest = await other.train(config);
    expect(rest.levels.map(({ codes }) => codes)).toEqual(whole.levels.map(({ codes }) => codes));
    expect(rest.reconstruction).toBe(whole.reconstruction);
    expect(await other.memory()).toEqual({ bytes: 0, buffers: 0 });
  },
);

test('a checkpoint that does not fit is refused, and training starts from the start', async () => {
  const config = configOf({});
  await load(one);
  expect(await one.saveCheckpoint(config)).toBeNull();
  await one.train(config);
  const bytes = new Uint8Array((await one.saveCheckpoint(config))!);
  const open = (part: Uint8Array<ArrayBuffer>, asked = config) =>
    one.openCheckpoint({ file: new File([part], 'run.safetensors'), config: asked });
  await load(one, 25);
  await expect(open(bytes)).rejects.toMatchObject({ code: 'CHECKPOINT_DATA' });
  await load(one);
  await expect(open(bytes.slice(0, -1))).rejects.toMatchObject({ code: 'CHECKPOINT_FORMAT' });
  const asked = { ...config, seed: 1 };
  await expect(open(bytes, asked)).rejects.toMatchObject({ code: 'CHECKPOINT_CONFIG' });
  expect(await one.saveCheckpoint(config)).toBeNull();
});
