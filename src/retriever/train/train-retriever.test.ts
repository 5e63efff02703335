import { describe, expect, test } from 'vitest';
import { createCpuDevice } from '../../compute/cpu/cpu-device';
import { Problem } from '../../problem';
import { checkRetrieverConfig, type RetrieverConfig } from './config';
import { SMALL, train } from './cycle.fixture';
import { stepsPerEpoch, type RetrieverProgress } from './train-retriever';
import type { RetrieverState } from './state';

describe('training a sequence model', () => {
  test('learns what comes next', async () => {
    const { history, weights } = await train({
      ...SMALL,
      ...{ epochs: 30, accumulate: 1, model: { ...SMALL.model, dropout: 0 } },
    });
    const first = history.epochs[0]!;
    const last = history.epochs.at(-1)!;
    expect(first.training).toBeGreaterThan(1);
    expect(last.training).toBeLessThan(0.1);
    expect(last.validation).toBeLessThan(0.2);
    expect(weights.get('shared.weight')).toHaveLength(8 * 16);
  });

  test('resumed from any checkpoint it ends with the same bits', async () => {
    const states: RetrieverState[] = [];
    const whole = await train(SMALL, { onState: (state) => states.push(state) });
    expect(states).toHaveLength(3);
    // 38 samples in batches of 8, two a step.
    expect(states.map(({ step }) => step)).toEqual([2, 4, 6].map((n) => n));
    for (const resume of states) expect(await train(SMALL, { resume })).toEqual(whole);
    expect((await train({ ...SMALL, seed: 1 })).weights).not.toEqual(whole.weights);
  });

  test('accumulated batches make the step of one large batch', async () => {
    const still = { ...SMALL, epochs: 1, model: { ...SMALL.model, dropout: 0 } };
    const one = await train({ ...still, batchSize: 64, accumulate: 1 });
    const many = await train({ ...still, batchSize: 16, accumulate: 4 });
    expect(many.history.steps[0]).toBeCloseTo(one.history.steps[0]!, 5);
    expect(many.history.epochs[0]!.validation).toBeCloseTo(one.history.epochs[0]!.validation, 3);
  });

  test('tells every step', async () => {
    const told: RetrieverProgress[] = [];
    await train(SMALL, { onProgress: (progress) => told.push(progress) });
    expect(told.map(({ step }) => step)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(told.at(-1)).toMatchObject({ steps: 6, epoch: 3, epochs: 3, etaSeconds: 0 });
    expect(told.every(({ loss }) => loss > 0)).toBe(true);
  });

  test('stops where the loss is no number, and what was saved before is finite', async () => {
    const states: RetrieverState[] = [];
    const config = { ...SMALL, learningRate: 1e30, clipNorm: 0, epochs: 9 };
    const work = train(config, { onState: (state) => states.push(state) });
    await expect(work).rejects.toThrow(/no longer a number at step \d/);
    await expect(work).rejects.toBeInstanceOf(Problem);
    for (const { parameters } of states) {
      expect(parameters.every(({ value }) => value.every(Number.isFinite))).toBe(true);
    }
  });

  test('a cancel leaves nothing on the device', async () => {
    const device = createCpuDevice();
    let calls = 0;
    const spend = () =>
      ++calls > 90 ? Promise.reject(new Problem('CANCELLED', 'x', 'y')) : Promise.resolve();
    await expect(train(SMALL, { run: { device, spend } }, device)).rejects.toThrow('x');
    expect(device.memory).toEqual({ bytes: 0, buffers: 0 });
  });
});

test('every setting acts', async () => {
  const base = (await train(SMALL)).weights;
  const model = { ...SMALL.model };
  const changes: Partial<RetrieverConfig>[] = [
    ...[{ userBuckets: 5 }, { maxItems: 2 }, { batchSize: 4 }, { accumulate: 1 }],
    ...[{ learningRate: 0.02 }, { warmUp: 0.5 }, { weightDecay: 0.5 }, { clipNorm: 0.01 }],
    ...[{ labelSmoothing: 0.2 }, { model: { ...model, dropout: 0.5 } }],
    { model: { ...model, feedForward: 'gated-gelu' } },
    { model: { ...model, tieWordEmbeddings: false } },
  ];
  for (const change of changes) {
    const { weights } = await train({ ...SMALL, ...change });
    expect(weights, JSON.stringify(change)).not.toEqual(base);
  }
});

test('steps of an epoch', () => {
  const config = { ...SMALL, batchSize: 10, accumulate: 3 };
  expect([1, 30, 31, 60, 61].map((n) => stepsPerEpoch(config, n))).toEqual([1, 1, 2, 2, 3]);
});

test.each([
  { epochs: 0 },
  { batchSize: 1.5 },
  { maxItems: 0 },
  { learningRate: Number.NaN },
  { warmUp: 1 },
  { labelSmoothing: -0.1 },
  { weightDecay: -1 },
  { userBuckets: -1 },
  { model: { ...SMALL.model, dKv: 6 } },
  { model: { ...SMALL.model, numLayers: 0 } },
])('%o is refused', (overrides) => {
  expect(() => checkRetrieverConfig({ ...SMALL, ...overrides })).toThrow('cannot be trained');
  expect(() => checkRetrieverConfig(SMALL)).not.toThrow();
});
