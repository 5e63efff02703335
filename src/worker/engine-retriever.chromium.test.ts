import { afterAll, beforeAll, expect, test } from 'vitest';
import { cycleHistories, SIDS, SMALL } from '../retriever/train/cycle.fixture';
import { createEngineClient } from './engine-client';
import type { RetrieverMessage, RetrieverResult, StartRequest } from './protocol';

const engine = createEngineClient();
const START: StartRequest = { device: 'webgpu', tuning: null, quantizes: false };
const request = {
  histories: cycleHistories(12),
  sids: SIDS,
  config: { ...SMALL, epochs: 6 },
};

/** A training that nothing interrupts, and its checkpoint after two epochs as a file. */
let whole: RetrieverResult;
let file: File;

beforeAll(async () => {
  await engine.start(START);
});
afterAll(() => {
  engine.terminate();
});

test('plans and trains without a shard, and frees what it took', async () => {
  expect(await engine.saveRetrieverCheckpoint()).toBeNull();
  const plan = await engine.planRetriever(request);
  expect(plan.secondsPerEpoch).toBeGreaterThan(0);
  const told: RetrieverMessage[] = [];
  const saved: Promise<Uint8Array | null>[] = [];
  whole = await engine.trainRetriever(request, {
    onProgress: (progress) => {
      told.push(progress);
      const isDue = progress.history.length === 2 && saved.length === 0;
      if (isDue) saved.push(engine.saveRetrieverCheckpoint());
    },
  });
  file = new File([new Uint8Array((await saved[0]!)!)], 'run.safetensors');
  expect(told).toHaveLength(plan.steps);
  expect(whole.plan.bytes).toBe(plan.bytes);
  expect(whole.history.epochs).toHaveLength(6);
  expect(whole.weights.get('shared.weight')).toHaveLength(8 * 16);
  expect(await engine.memory()).toEqual({ bytes: 0, buffers: 0 });
});

test('a checkpoint file is gone on with to the same bits', async () => {
  const summary = await engine.openRetrieverCheckpoint({ ...request, file });
  expect(summary).toMatchObject({ isSameMachine: true, config: { epochs: 6 } });
  expect(summary.history.epochs).toEqual(whole.history.epochs.slice(0, 2));
  const steps: number[] = [];
  const rest = await engine.trainRetriever(request, { onProgress: ({ step }) => steps.push(step) });
  expect(steps[0]).toBe(summary.step + 1);
  expect([rest.history, rest.weights]).toEqual([whole.history, whole.weights]);
  // The file of a finished run gives its model at once.
  const end = new File([new Uint8Array((await engine.saveRetrieverCheckpoint())!)], 'end');
  await engine.openRetrieverCheckpoint({ ...request, file: end });
  const again = await engine.trainRetriever(request, { onProgress: () => expect.unreachable() });
  expect(again.weights).toEqual(whole.weights);
  const failing = { ...request, file, config: { ...request.config, epochs: 7 } };
  await expect(engine.openRetrieverCheckpoint(failing)).rejects.toMatchObject({
    code: 'CHECKPOINT_CONFIG',
  });
});

/** Two workers with a device each, as before and after a reload: only the browser's storage is the same. */
test('cancelled, its device lost, then reloaded, the same call goes on to the same end', async () => {
  const kept = { ...request, keep: true };
  await engine.discardRetriever(request);
  const stoppedAt = async (step: number, stop: () => void, code: string) => {
    const controller = new AbortController();
    const steps: number[] = [];
    const work = engine.trainRetriever(kept, {
      signal: controller.signal,
      onProgress: (progress) => {
        steps.push(progress.step);
        if (progress.step !== step) return;
        stop();
        if (code === 'CANCELLED') controller.abort();
      },
    });
    await expect(work).rejects.toMatchObject({ code });
    return steps[0]!;
  };
  expect(await stoppedAt(5, () => undefined, 'CANCELLED')).toBe(1);
  expect(await stoppedAt(9, () => void engine.loseDevice(), 'GPU_LOST')).toBeGreaterThan(1);
  engine.terminate();

  const reloaded = createEngineClient();
  await reloaded.start(START);
  const found = await reloaded.keptRetriever(request);
  expect(found).toMatchObject({ isSameMachine: true, config: { epochs: 6 } });
  // What was stored when the device was lost, not only what was when it was cancelled.
  expect(found!.step).toBeGreaterThan(5);
  const steps: number[] = [];
  const rest = await reloaded.trainRetriever(kept, { onProgress: ({ step }) => steps.push(step) });
  expect(steps[0]).toBe(found!.step + 1);
  expect([rest.history, rest.weights]).toEqual([whole.history, whole.weights]);
  // That of the end is kept as well.
  expect((await reloaded.keptRetriever(request))?.step).toBe(rest.plan.steps);
  await reloaded.discardRetriever(request);
  expect(await reloaded.keptRetriever(request)).toBeNull();
  reloaded.terminate();
});
