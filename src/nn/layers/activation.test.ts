import { describe, test } from 'vitest';
import { Bench, expectClose, randomRows } from '../bench.fixture';
import { activations, numericGradient, weighted } from '../float64.fixture';
import { Activation } from './activation';
import { Dropout } from './dropout';

test('drops what a dropout of its name would, both ways', async () => {
  const bench = new Bench();
  const shape = { rows: 6, cols: 11 };
  const dropped = { name: 'a', rate: 0.4 };
  const plain = new Activation(bench.arena, { kind: 'gelu', ...shape });
  const layer = new Activation(bench.arena, { kind: 'gelu', ...shape, dropout: dropped });
  const dropout = new Dropout(bench.arena, { ...dropped, ...shape });
  const [x, dy] = [bench.tensor(randomRows(6, 11, 1)), bench.tensor(randomRows(6, 11, 2))];
  const run = { ...bench.run, seed: 3 };
  const rows = (tensor: typeof x) => bench.rows(tensor, 6, 11);
  const y = await layer.forward(run, x, 6);
  const wanted = await dropout.forward(run, await plain.forward(run, x, 6), 6);
  expectClose(await rows(y), await rows(wanted));
  const dx = await layer.backward(run, dy, 6);
  const slopes = await plain.backward(run, await dropout.backward(run, dy, 6), 6);
  expectClose(await rows(dx), await rows(slopes));
});

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
