import { describe, test } from 'vitest';
import { Bench, expectClose, randomRows } from '../bench.fixture';
import { activations, linear, numericGradient, weighted, type Rows } from '../float64.fixture';
import { FeedForward } from './feed-forward';

const ROWS = 5;
const COLS = 6;

function reference(x: Rows, weights: Rows[]): Rows {
  if (weights.length === 2) return linear(activations.relu(linear(x, weights[0]!)), weights[1]!);
  const [w0, w1, wo] = weights;
  const gate = linear(x, w1!);
  const inside = activations.gelu(linear(x, w0!));
  return linear(
    inside.map((row, r) => row.map((v, c) => v * gate[r]![c]!)),
    wo!,
  );
}

describe.for(['relu', 'gated-gelu'] as const)('FeedForward %s', (kind) => {
  test('agrees with Float64, and so do all of its gradients', async () => {
    const bench = new Bench();
    const layer = new FeedForward(bench.arena, {
      ...{ name: 'ff', kind, cols: COLS, width: 10, rows: ROWS, dropout: 0 },
    });
    const parameters = layer.parameters();
    const values = parameters.map(({ rows, cols }, i) => randomRows(rows, cols, i + 2));
    parameters.forEach((parameter, i) => {
      parameter.initialise(bench.device, Float32Array.from(values[i]!.flat()));
    });
    const x = randomRows(ROWS, COLS, 1);
    const weights = randomRows(ROWS, COLS, 9);
    const y = await layer.forward(bench.run, bench.tensor(x), ROWS);
    expectClose(await bench.rows(y, ROWS, COLS), reference(x, values));
    const dx = await layer.backward(bench.run, bench.tensor(weights), ROWS);
    expectClose(
      await bench.rows(dx, ROWS, COLS),
      numericGradient(x, (moved) => weighted(reference(moved, values), weights)),
      1e-4,
    );
    for (const [i, parameter] of parameters.entries()) {
      expectClose(
        await bench.gradient(parameter),
        numericGradient(values[i]!, (moved) =>
          weighted(reference(x, values.with(i, moved)), weights),
        ),
        1e-4,
      );
    }
  });
});
