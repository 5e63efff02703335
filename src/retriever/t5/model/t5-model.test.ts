import { describe, expect, test } from 'vitest';
import { Bench, expectClose } from '../../../nn/bench.fixture';
import { smoothedCrossEntropy } from '../../../nn/float64.fixture';
import { CrossEntropy } from '../../../nn/losses/cross-entropy';
import { t5Parameters, type T5Config } from '../config';
import { oddT5, randomWeights } from '../weights.fixture';
import { BATCH, modelOn, oracleLogits } from './t5-model.fixture';

const KINDS: readonly [string, Partial<T5Config>][] = [
  ['tied, ReLU', {}],
  ['untied, gated GELU', { tieWordEmbeddings: false, feedForward: 'gated-gelu' }],
];

describe.each(KINDS)('%s', (_name, overrides) => {
  const config = oddT5({ dKv: 8, dFf: 12, numLayers: 1, ...overrides });
  const weights = randomWeights(config, 1);

  test('has the parameters of the configuration, in order', () => {
    const bench = new Bench();
    const { model } = modelOn(bench.device, bench.arena, config, weights);
    const named = model.parameters.map(({ name, rows, cols }) => ({
      name: name.replace(/\.gain$/, '.weight'),
      shape: name.endsWith('.gain') ? [cols] : [rows, cols],
    }));
    expect(named).toEqual(t5Parameters(config));
  });

  test('logits are those of the Float64 reference', async () => {
    const bench = new Bench();
    const { model, batch } = modelOn(bench.device, bench.arena, config, weights);
    const logits = await model.forward(bench.run, batch);
    const rows = await bench.rows(logits, BATCH.size * 4, config.vocabSize);
    const real = rows.filter((_, row) => row % 4 < 3);
    expectClose(real, oracleLogits(config, weights), 1e-5);
  });

  test('some entries of every gradient are central differences of the reference', async () => {
    const bench = new Bench();
    const { model, batch } = modelOn(bench.device, bench.arena, config, weights);
    const loss = new CrossEntropy(bench.arena, {
      rows: 16,
      cols: config.vocabSize,
      smoothing: 0.1,
    });
    const logits = await model.forward(bench.run, batch);
    await loss.queue(bench.run, { logits, label: batch.label, rows: 12, weight: 1 / 9 });
    await model.backward(bench.run, batch);
    const lossOf = (moved: typeof weights) =>
      smoothedCrossEntropy(oracleLogits(config, moved), [...BATCH.labels], 0.1) / 9;
    expect(await loss.total.take(bench.device)).toBeCloseTo(lossOf(weights), 5);
    const h = 1e-3;
    for (const [i, parameter] of model.parameters.entries()) {
      const { name } = t5Parameters(config)[i]!;
      const found = (await bench.gradient(parameter)).flat();
      const value = weights.get(name)!;
      for (const at of [0, Math.floor(value.length / 2), value.length - 1]) {
        const moved = (step: number) => {
          const other = value.slice();
          other[at]! += step;
          return { loss: lossOf(new Map(weights).set(name, other)), at: other[at]! };
        };
        const [up, down] = [moved(h), moved(-h)];
        const wanted = (up.loss - down.loss) / (up.at - down.at);
        expect(Math.abs(found[at]! - wanted), `${name}[${at}]`).toBeLessThan(1e-3);
      }
    }
  });
});

test('first weights are seeded, and gains are 1', async () => {
  const bench = new Bench();
  const config = oddT5({ dKv: 8 });
  const { model } = modelOn(bench.device, bench.arena, config, randomWeights(config, 1));
  const valuesOf = async (seed: number) => {
    model.initialise(bench.device, seed);
    return Promise.all(model.parameters.map((parameter) => bench.value(parameter)));
  };
  const first = await valuesOf(3);
  expect(await valuesOf(3)).toEqual(first);
  expect((await valuesOf(4))[0]).not.toEqual(first[0]);
  expect(first.at(-1)).toEqual([Array<number>(10).fill(1)]);
});
