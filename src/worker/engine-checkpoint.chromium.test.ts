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
  // The trial is measured, so each may choose another variant of the assignment.
  await one.start({ device: 'webgpu', tuning: null });
  await other.start({ device: 'webgpu', tuning: null });
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
    const bytes = await one.saveCheckpoint();

    await load(other);
    const file = new File([new Uint8Array(bytes!)], 'run.safetensors');
    const summary = await other.openCheckpoint({ file, config });
    expect(summary.epoch).toBeGreaterThanOrEqual(2);
    expect(summary.history).toHaveLength(summary.epoch);
    expect(summary.isSameMachine).toBe(true);
    const epochs: number[] = [];
    const rest = await other.train(config, {
      onProgress: ({ snapshot }) => {
        if (snapshot) epochs.push(snapshot.report.epoch);
      },
    });
    expect(epochs).toEqual([1, 2, 3, 4, 5, 6].slice(summary.epoch));
    expect(outcome(rest)).toEqual(outcome(whole));
    expect(await other.memory()).toEqual({ bytes: 0, buffers: 0 });
  },
);

test('a checkpoint that does not fit is refused, and training starts from the start', async () => {
  const config = configOf({});
  await load(one);
  expect(await one.saveCheckpoint()).toBeNull();
  await one.train(config);
  const bytes = new Uint8Array((await one.saveCheckpoint())!);
  const open = (part: Uint8Array<ArrayBuffer>, asked = config) =>
    one.openCheckpoint({ file: new File([part], 'run.safetensors'), config: asked });
  await load(one, 25);
  await expect(open(bytes)).rejects.toMatchObject({ code: 'CHECKPOINT_DATA' });
  await load(one);
  await expect(open(bytes.slice(0, -1))).rejects.toMatchObject({ code: 'CHECKPOINT_FORMAT' });
  const asked = { ...config, seed: 1 };
  await expect(open(bytes, asked)).rejects.toMatchObject({ code: 'CHECKPOINT_CONFIG' });
  expect(await one.saveCheckpoint()).toBeNull();
});
