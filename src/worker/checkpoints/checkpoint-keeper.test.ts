import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  learnedConfig,
  newTrainer,
  stoppedAfter,
} from '../../quantizer/rqvae/checkpoint/checkpoint.fixture';
import { decodeCheckpoint } from '../../quantizer/checkpoint/decode-checkpoint';
import type { Checkpoint } from '../../quantizer/rqvae/checkpoint/types';
import { CheckpointKeeper } from './checkpoint-keeper';
import { fakeStore } from './fake-store.fixture';
import { nameOf, QUANTIZER_FILES } from './quantizer-files';

const checkpoint = await stoppedAfter(newTrainer(), learnedConfig(), 1);
const at = (epoch: number): Checkpoint => ({
  ...checkpoint,
  state: { ...checkpoint.state, optimizerSteps: epoch },
});
const name = nameOf(checkpoint.data.fingerprint, 'rqvae');
const stepsOf = (bytes: Uint8Array) => {
  const { state } = decodeCheckpoint('c', bytes) as Checkpoint;
  return state.optimizerSteps;
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('while a run trains, its latest checkpoint is written every ten seconds', async () => {
  const store = fakeStore();
  const keeper = new CheckpointKeeper(store, QUANTIZER_FILES, () => expect.unreachable());
  const steps = async () => {
    const bytes = store.files.get(name);
    return bytes ? stepsOf(bytes) : 0;
  };
  const seen: number[] = [];
  for (let second = 1; second <= 24; second++) {
    vi.advanceTimersByTime(1000);
    keeper.offer(at(second));
    await vi.advanceTimersByTimeAsync(0);
    seen.push(await steps());
  }
  expect([...new Set(seen)]).toEqual([0, 10, 20]);
  await keeper.flush();
  expect(await steps()).toBe(24);
  expect(store.writes).toBe(3);
  // What is written already is not written again.
  await keeper.flush();
  expect(store.writes).toBe(3);
  await keeper.remove(checkpoint);
  expect(store.files.size).toBe(0);
});

test('a slow write holds nothing up, and is never overtaken', async () => {
  const store = fakeStore();
  store.delayMs = 5000;
  const keeper = new CheckpointKeeper(store, QUANTIZER_FILES, () => expect.unreachable());
  vi.advanceTimersByTime(10_000);
  keeper.offer(at(1));
  keeper.offer(at(2));
  const flushed = keeper.flush();
  await vi.advanceTimersByTimeAsync(20_000);
  await flushed;
  expect(stepsOf(store.files.get(name)!)).toBe(2);
});

test('what the storage refuses is told once, and nothing is thrown', async () => {
  const store = fakeStore();
  store.failure = new DOMException('full', 'QuotaExceededError');
  const told: string[] = [];
  const keeper = new CheckpointKeeper(store, QUANTIZER_FILES, ({ code }) => told.push(code));
  for (let epoch = 1; epoch <= 3; epoch++) {
    keeper.offer(at(epoch));
    await keeper.flush();
  }
  await keeper.remove(checkpoint);
  expect(told).toEqual(['CHECKPOINT_QUOTA']);
  store.failure = null;
  keeper.offer(at(4));
  await keeper.flush();
  expect(store.files.has(name)).toBe(true);
});
