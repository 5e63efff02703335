import { describe, test } from 'vitest';
import { Bench, expectClose, randomRows } from '../bench.fixture';
import { activations, numericGradient, weighted } from '../float64.fixture';
import { Activation } from './activation';

describe.for(['relu', 'silu', 'gelu'] as const)('Activation %s', (kind) => {
  test.for([1, 8, 11])('%d columns: values and finite differences', async (cols) => {
    const bench = new Bench();
    const x = randomRows(6, cols, 1, 4);
    const weights = randomRows(6, cols, 2);
    const f = activations[kind];
    const layer = new Activation(bench.arena, { kind, rows: 7, cols });
    const y = await layer.forward(bench.run, bench.tensor(x), 6);
    expectClose(await bench.rows(y, 6, cols), f(x));
    const dx = await layer.backward(bench.run, bench.tensor(weights), 6);
    const wanted = numericGradient(x, (moved) => weighted(f(moved), weights));
    expectClose(await bench.rows(dx, 6, cols), wanted);
  });
});
