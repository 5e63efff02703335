import { expect, test } from 'vitest';
import { Bench, expectClose, randomRows } from '../bench.fixture';
import { lengthOne, numericGradient, weighted } from '../float64.fixture';
import { L2Normalise } from './l2-normalise';

test.for([1, 8, 11])('L2Normalise, %d columns: values and finite differences', async (cols) => {
  const bench = new Bench();
  const x = randomRows(6, cols, 1, 4);
  const weights = randomRows(6, cols, 2);
  const layer = new L2Normalise(bench.arena, { rows: 7, cols });
  const y = await layer.forward(bench.run, bench.tensor(x), 6);
  expectClose(await bench.rows(y, 6, cols), lengthOne(x));
  const dx = await layer.backward(bench.run, bench.tensor(weights), 6);
  const wanted = numericGradient(x, (moved) => weighted(lengthOne(moved), weights));
  expectClose(await bench.rows(dx, 6, cols), wanted);
});

test('L2Normalise: a row of zeros stays zero and gets no gradient', async () => {
  const bench = new Bench();
  const layer = new L2Normalise(bench.arena, { rows: 1, cols: 3 });
  const y = await layer.forward(bench.run, bench.tensor([[0, 0, 0]]), 1);
  expect(await bench.rows(y, 1, 3)).toEqual([[0, 0, 0]]);
  const dx = await layer.backward(bench.run, bench.tensor([[1, 2, 3]]), 1);
  expect(await bench.rows(dx, 1, 3)).toEqual([[0, 0, 0]]);
});
