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
  const whole = await engine.trainRetriever(request);
  const stopAt = async (step: number, stop: () => void, code: string) => {
    const controller = new AbortController();
    const work = engine.trainRetriever(request, {
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
  const resumed = await engine.trainRetriever(request, {
    onProgress: ({ step }) => steps.push(step),
  });
  expect(steps[0]).toBeGreaterThan(1);
  expect(resumed.history).toEqual(whole.history);
  expect(resumed.weights).toEqual(whole.weights);
});
