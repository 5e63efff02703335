import { describe, expect, test } from 'vitest';
import { DEFAULT_CONFIG, type QuantizerConfig } from '../quantizer/config';
import { DIM, learnedConfig, ROWS } from '../quantizer/rqvae/checkpoint/checkpoint.fixture';
import { clusteredVectors } from '../quantizer/rqvae/clustered.fixture';
import { fakeStore } from './checkpoints/fake-store.fixture';
import { createEngineHandlers } from './engine-handlers';
import type { RunResult, TrainMessage } from './protocol';

const config = learnedConfig();

/** An engine on the CPU with the shard loaded, as after a reload: only the store is the same. */
async function engineOn(store: ReturnType<typeof fakeStore>, change = 0) {
  const engine = createEngineHandlers(store);
  await engine.start({ device: 'cpu', tuning: null });
  const vectors = clusteredVectors(ROWS, DIM);
  vectors[0] = (vectors[0] ?? 0) + change;
  await engine.load({ vectors, rows: ROWS, dim: DIM });
  return engine;
}

/** All but the time it took. */
const outcome = ({ levels, learned, reconstruction }: RunResult) => ({
  levels: levels.map((level) => ({ ...level, seconds: 0 })),
  learned,
  reconstruction,
});

describe('pause, step, resume', () => {
  test('a pause ends the epoch in hand; after a reload the run ends with the same bits', async () => {
    const whole = await (await engineOn(fakeStore())).train(config);
    const store = fakeStore();
    const engine = await engineOn(store);
    const onProgress = ({ snapshot }: TrainMessage) => {
      if (snapshot?.report.epoch === 1) void engine.pause();
    };
    await expect(engine.train(config, { onProgress })).rejects.toMatchObject({ code: 'PAUSED' });
    // A step: pause called right behind.
    const step = engine.train(config);
    void engine.pause();
    await expect(step).rejects.toMatchObject({ message: 'Paused after epoch 2 of 4.' });

    const reloaded = await engineOn(store);
    const found = await reloaded.interruptedRun();
    expect(found).toMatchObject({ config, level: null, isSameMachine: true });
    expect(found?.history.map(({ epoch }) => epoch)).toEqual([1, 2]);
    // Looking changes nothing.
    expect(await reloaded.saveCheckpoint(config)).toBeNull();
    expect(await reloaded.resumeInterrupted(config)).toEqual(found);
    expect(outcome(await reloaded.train(config))).toEqual(outcome(whole));
    expect(store.files.size).toBe(0);
    expect(await reloaded.interruptedRun()).toBeNull();
  });

  test('a step that waits for another job is still a step', async () => {
    const engine = await engineOn(fakeStore());
    const first = engine.train({ ...config, seed: 9 });
    const step = engine.train(config);
    void engine.pause();
    await first;
    await expect(step).rejects.toMatchObject({ message: 'Paused after epoch 1 of 4.' });
  });

  test('a cancel before the first epoch leaves what was stored; a later one stores anew', async () => {
    const store = fakeStore();
    const engine = await engineOn(store);
    const step = engine.train(config);
    void engine.pause();
    await expect(step).rejects.toMatchObject({ code: 'PAUSED' });
    const other: QuantizerConfig = { ...config, seed: 5 };
    await expect(engine.train(other, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'CANCELLED',
    });
    expect(await engine.interruptedRun()).toMatchObject({ config, history: [{ epoch: 1 }] });
    const controller = new AbortController();
    const cancelled = engine.train(other, {
      signal: controller.signal,
      onProgress: ({ snapshot }) => {
        if (snapshot) controller.abort();
      },
    });
    await expect(cancelled).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(await engine.interruptedRun()).toMatchObject({ config: other });
    // Another method does not touch it.
    await engine.train({ ...DEFAULT_CONFIG, codebookSizes: [4], iterations: 2 });
    expect(await engine.interruptedRun()).toMatchObject({ config: other });
  });

  test('discarded it is gone, and training starts from the start', async () => {
    const store = fakeStore();
    const engine = await engineOn(store);
    const step = engine.train(config);
    void engine.pause();
    await expect(step).rejects.toMatchObject({ code: 'PAUSED' });
    await engine.discardCheckpoint(config);
    expect([await engine.saveCheckpoint(config), store.files.size]).toEqual([null, 0]);
    const epochs: number[] = [];
    await engine.train(config, {
      onProgress: ({ snapshot }) => {
        if (snapshot) epochs.push(snapshot.report.epoch);
      },
    });
    expect(epochs).toEqual([1, 2, 3, 4]);
  });
});

describe('a run that trains level by level', () => {
  const levels: QuantizerConfig = { ...DEFAULT_CONFIG, codebookSizes: [8, 4], iterations: 200 };
  /** Cancelled as level 2 begins: a level's end is told at once, what is live now and then. */
  async function cancelled(store: ReturnType<typeof fakeStore>) {
    const engine = await engineOn(store);
    const controller = new AbortController();
    const stopped = engine.train(levels, {
      signal: controller.signal,
      onProgress: ({ finished }) => {
        if (finished) controller.abort();
      },
    });
    await expect(stopped).rejects.toMatchObject({ code: 'CANCELLED' });
    return engine;
  }

  test('is offered after a reload, and ends with the same bits', async () => {
    const whole = await (await engineOn(fakeStore())).train(levels);
    const store = fakeStore();
    await cancelled(store);
    const reloaded = await engineOn(store);
    const found = await reloaded.interruptedRun();
    expect(found).toMatchObject({ config: levels, level: 2, history: [], isSameMachine: true });
    expect(await reloaded.saveCheckpoint(levels)).toBeNull();
    expect(await reloaded.resumeInterrupted(levels)).toEqual(found);
    const rest = await reloaded.train(levels);
    expect(rest.levels.map(({ reused }) => reused)).toEqual([true, false]);
    expect(rest.levels.map(({ codes }) => codes)).toEqual(whole.levels.map(({ codes }) => codes));
    expect([store.files.size, await reloaded.interruptedRun()]).toEqual([0, null]);
  });

  test('leaves a learned run that was stored, which is offered first', async () => {
    const store = fakeStore();
    const engine = await cancelled(store);
    const step = engine.train(config);
    void engine.pause();
    await expect(step).rejects.toMatchObject({ code: 'PAUSED' });
    expect(store.files.size).toBe(2);
    expect(await engine.interruptedRun()).toMatchObject({ config });
    await engine.discardCheckpoint(config);
    expect(await engine.interruptedRun()).toMatchObject({ config: levels });
    const other = { ...levels, seed: 4 };
    await expect(engine.resumeInterrupted(other)).rejects.toMatchObject({
      code: 'CHECKPOINT_CONFIG',
    });
    await engine.discardCheckpoint(levels);
    expect(store.files.size).toBe(0);
  });

  test('says nothing of a storage that refuses it', async () => {
    const store = fakeStore();
    store.failure = new DOMException('no', 'SecurityError');
    const engine = await cancelled(store);
    expect(await engine.interruptedRun()).toBeNull();
  });
});

describe('pairs of a contrastive run', () => {
  test('come back with it after a reload', async () => {
    const pairs = Uint32Array.from({ length: 128 }, (_, at) => (at * 7) % ROWS);
    const store = fakeStore();
    const engine = await engineOn(store);
    const fingerprint = await engine.loadPairs({ pairs: pairs.slice() });
    const contrastive = { pairs: fingerprint, batchPairs: 16, pairsPerItem: 1 };
    const contrasted = learnedConfig({ contrastive });
    const step = engine.train(contrasted);
    void engine.pause();
    await expect(step).rejects.toMatchObject({ code: 'PAUSED' });
    const whole = await engine.train(contrasted);
    const again = await engineOn(store);
    expect(await again.interruptedRun()).toBeNull();

    const other = await engineOn(store);
    await other.loadPairs({ pairs: pairs.slice() });
    const stopped = other.train(contrasted);
    void other.pause();
    await expect(stopped).rejects.toMatchObject({ code: 'PAUSED' });
    const reloaded = await engineOn(store);
    expect(await reloaded.resumeInterrupted(contrasted)).toMatchObject({ pairs: 64 });
    expect(outcome(await reloaded.train(contrasted))).toEqual(outcome(whole));
  });
});

describe('what is stored', () => {
  async function paused() {
    const store = fakeStore();
    const engine = await engineOn(store);
    const step = engine.train(config);
    void engine.pause();
    await expect(step).rejects.toMatchObject({ code: 'PAUSED' });
    const [name = ''] = store.files.keys();
    return { store, engine, name };
  }

  test('is of its vectors alone', async () => {
    const { store } = await paused();
    const other = await engineOn(store, 1);
    expect(await other.interruptedRun()).toBeNull();
    await expect(other.resumeInterrupted(config)).rejects.toMatchObject({
      code: 'CHECKPOINT_GONE',
    });
  });

  test('in part is refused once, and an empty file is none', async () => {
    const { store, engine, name } = await paused();
    store.files.set(name, store.files.get(name)!.slice(0, -10));
    await expect(engine.interruptedRun()).rejects.toMatchObject({ code: 'CHECKPOINT_FORMAT' });
    expect(await engine.interruptedRun()).toBeNull();
    store.files.set(name, new Uint8Array(0));
    expect(await engine.interruptedRun()).toBeNull();
  });

  test('is nothing to speak of where the browser stores nothing and the run comes to its end', async () => {
    const store = fakeStore();
    store.failure = new DOMException('no', 'SecurityError');
    const engine = await engineOn(store);
    expect(await engine.interruptedRun()).toBeNull();
    const told: unknown[] = [];
    const onProgress = ({ checkpointProblem }: TrainMessage) => told.push(checkpointProblem);
    await engine.train(config, { onProgress });
    expect(new Set(told)).toEqual(new Set([undefined]));
  });

  test('is not needed: a full storage is told, and the run goes on', async () => {
    const store = fakeStore();
    const engine = await engineOn(store);
    store.failure = new DOMException('full', 'QuotaExceededError');
    const told: (string | undefined)[] = [];
    const onProgress = ({ checkpointProblem }: TrainMessage) => told.push(checkpointProblem?.code);
    const step = engine.train(config, { onProgress });
    void engine.pause();
    await expect(step).rejects.toMatchObject({ code: 'PAUSED' });
    expect(told.at(-1)).toBe('CHECKPOINT_QUOTA');
    expect((await engine.train(config)).learned?.history).toHaveLength(4);
  });
});
