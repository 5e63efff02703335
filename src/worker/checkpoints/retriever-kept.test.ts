import { expect, test } from 'vitest';
import { cycleHistories, SIDS, SMALL } from '../../retriever/train/cycle.fixture';
import { createEngineHandlers } from '../engine-handlers';
import type { RetrieverMessage } from '../protocol';
import { fakeStore } from './fake-store.fixture';

const request = { histories: cycleHistories(12), sids: SIDS, config: SMALL, keep: true };

async function engineOn(store: ReturnType<typeof fakeStore>) {
  const engine = createEngineHandlers(fakeStore(), store);
  await engine.start({ device: 'cpu', tuning: null });
  return engine;
}

test('a finished model is still there after a reload; another config starts anew', async () => {
  const store = fakeStore();
  const whole = await (await engineOn(store)).trainRetriever(request);
  const reloaded = await engineOn(store);
  expect(await reloaded.keptRetriever(request)).toMatchObject({
    ...{ step: whole.plan.steps, isSameMachine: true, history: whole.history },
  });
  const again = await reloaded.trainRetriever(request, { onProgress: () => expect.unreachable() });
  expect(again.weights).toEqual(whole.weights);
  const others = { ...request, histories: cycleHistories(13) };
  expect(await reloaded.keptRetriever(others)).toBeNull();
  const told: number[] = [];
  const onProgress = ({ step }: RetrieverMessage) => told.push(step);
  await reloaded.trainRetriever({ ...request, config: { ...SMALL, seed: 1 } }, { onProgress });
  expect(told[0]).toBe(1);
  // It is the one that is kept now.
  expect((await reloaded.keptRetriever(request))?.config.seed).toBe(1);
  expect(store.files.size).toBe(1);
});

test('a damaged file is told once and removed; training starts from its start', async () => {
  const store = fakeStore();
  const engine = await engineOn(store);
  await engine.trainRetriever(request);
  expect([store.files.size, store.writes]).toEqual([1, 1]);
  const [name] = store.files.keys();
  store.files.set(name!, store.files.get(name!)!.slice(0, -9));
  const reloaded = await engineOn(store);
  await expect(reloaded.keptRetriever(request)).rejects.toMatchObject({
    code: 'CHECKPOINT_FORMAT',
  });
  expect(await reloaded.keptRetriever(request)).toBeNull();
  const told: number[] = [];
  await reloaded.trainRetriever(request, { onProgress: ({ step }) => told.push(step) });
  expect(told[0]).toBe(1);
});

test('what the storage refuses is told, and the model is trained all the same', async () => {
  const store = fakeStore();
  const engine = await engineOn(store);
  store.failure = new DOMException('full', 'QuotaExceededError');
  const told: (string | undefined)[] = [];
  const onProgress = ({ checkpointProblem }: RetrieverMessage) => {
    told.push(checkpointProblem?.code);
  };
  const { history } = await engine.trainRetriever(request, { onProgress });
  expect(history.epochs).toHaveLength(3);
  expect(told.at(-1)).toBe('CHECKPOINT_QUOTA');
});

test('without being asked to, nothing is kept', async () => {
  const store = fakeStore();
  const engine = await engineOn(store);
  await engine.trainRetriever({ ...request, keep: false });
  expect(store.files.size).toBe(0);
});
