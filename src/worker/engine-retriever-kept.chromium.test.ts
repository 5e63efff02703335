import { expect, test } from 'vitest';
import { cycleHistories, SIDS, SMALL } from '../retriever/train/cycle.fixture';
import { createEngineClient } from './engine-client';
import type { RetrieverMessage, TrainRetrieverRequest } from './protocol';

const request: TrainRetrieverRequest = {
  histories: cycleHistories(14),
  sids: SIDS,
  config: { ...SMALL, epochs: 4 },
  keep: true,
};

/** Two workers with a device each, as before and after a reload: only the browser's storage is the same. */
test('stopped, then reloaded, the same call ends with the same bits', async () => {
  const before = createEngineClient();
  await before.start({ device: 'webgpu', tuning: null });
  await before.discardRetriever(request);
  const controller = new AbortController();
  const work = before.trainRetriever(request, {
    signal: controller.signal,
    onProgress: ({ history }) => {
      if (history.length === 1) controller.abort();
    },
  });
  await expect(work).rejects.toMatchObject({ code: 'CANCELLED' });
  before.terminate();

  const engine = createEngineClient();
  await engine.start({ device: 'webgpu', tuning: null });
  const kept = await engine.keptRetriever(request);
  expect(kept).toMatchObject({ isSameMachine: true, config: { epochs: 4 } });
  expect(kept!.history.epochs.length).toBeGreaterThanOrEqual(1);
  const steps: number[] = [];
  const onProgress = ({ step }: RetrieverMessage) => steps.push(step);
  const rest = await engine.trainRetriever(request, { onProgress });
  expect(steps[0]).toBeGreaterThan(kept!.step);
  // That of the end is kept as well.
  expect((await engine.keptRetriever(request))?.step).toBe(rest.plan.steps);

  await engine.discardRetriever(request);
  expect(await engine.keptRetriever(request)).toBeNull();
  const whole = await engine.trainRetriever({ ...request, keep: false });
  expect([rest.history, rest.weights]).toEqual([whole.history, whole.weights]);
  engine.terminate();
});
