import { afterAll, beforeAll, expect, test } from 'vitest';
import { cycleHistories, SIDS, SMALL } from '../retriever/train/cycle.fixture';
import { createEngineClient } from './engine-client';
import type { RetrieverProgress } from './protocol';

const engine = createEngineClient();
const request = {
  histories: cycleHistories(12),
  sids: SIDS,
  config: { ...SMALL, epochs: 6 },
};

beforeAll(() => engine.start({ device: 'webgpu', tuning: null }));
afterAll(() => {
  engine.terminate();
});

test('plans and trains without a shard, and frees what it took', async () => {
  const plan = await engine.planRetriever(request);
  expect(plan.secondsPerEpoch).toBeGreaterThan(0);
  const told: RetrieverProgress[] = [];
  const result = await engine.trainRetriever(request, { onProgress: (p) => told.push(p) });
  expect(told).toHaveLength(plan.steps);
  expect(result.plan.bytes).toBe(plan.bytes);
  expect(result.history.epochs).toHaveLength(6);
  expect(result.weights.get('shared.weight')).toHaveLength(8 * 16);
  expect(await engine.memory()).toEqual({ bytes: 0, buffers: 0 });
});

test('cancelled, or its device lost, the same call goes on to the same end', async () => {
  const other = { ...request, config: { ...request.config, seed: 1 } };
  const stopAt = async (step: number, stop: () => void, code: string) => {
    const controller = new AbortController();
    const work = engine.trainRetriever(other, {
      signal: controller.signal,
      onProgress: (progress) => {
        if (progress.step !== step) return;
        stop();
        if (code === 'CANCELLED') controller.abort();
      },
    });
    await expect(work).rejects.toMatchObject({ code });
  };
  await stopAt(5, () => undefined, 'CANCELLED');
  await stopAt(9, () => void engine.loseDevice(), 'GPU_LOST');
  const steps: number[] = [];
  const resumed = await engine.trainRetriever(other, {
    onProgress: ({ step }) => steps.push(step),
  });
  expect(steps[0]).toBeGreaterThan(1);
  // Another run in between, so that this one starts anew.
  await engine.trainRetriever(request);
  const whole = await engine.trainRetriever(other);
  expect(resumed.history).toEqual(whole.history);
  expect(resumed.weights).toEqual(whole.weights);
});

test('a checkpoint file is gone on with in another engine to the same bits', async () => {
  const asked = { ...request, config: { ...request.config, seed: 2 } };
  const files: Promise<Uint8Array | null>[] = [];
  const whole = await engine.trainRetriever(asked, {
    onProgress: ({ history }) => {
      if (history.length === 2 && files.length === 0) files.push(engine.saveRetrieverCheckpoint());
    },
  });
  const saved = await files[0]!;
  const file = new File([new Uint8Array(saved!)], 'run.safetensors');
  const other = createEngineClient();
  await other.start({ device: 'webgpu', tuning: null });
  expect(await other.saveRetrieverCheckpoint()).toBeNull();
  const summary = await other.openRetrieverCheckpoint({ ...asked, file });
  expect(summary).toMatchObject({ isSameMachine: true, config: { seed: 2, epochs: 6 } });
  expect(summary.history.epochs).toEqual(whole.history.epochs.slice(0, 2));
  const steps: number[] = [];
  const rest = await other.trainRetriever(asked, { onProgress: ({ step }) => steps.push(step) });
  expect(steps[0]).toBe(summary.step + 1);
  expect([rest.history, rest.weights]).toEqual([whole.history, whole.weights]);
  // The file of a finished run gives its model at once.
  const end = new File([new Uint8Array((await other.saveRetrieverCheckpoint())!)], 'end');
  other.terminate();
  await engine.openRetrieverCheckpoint({ ...asked, file: end });
  const again = await engine.trainRetriever(asked, { onProgress: () => expect.unreachable() });
  expect(again.weights).toEqual(whole.weights);
  const failing = { ...asked, file, config: { ...asked.config, epochs: 7 } };
  await expect(engine.openRetrieverCheckpoint(failing)).rejects.toMatchObject({
    code: 'CHECKPOINT_CONFIG',
  });
});
