import { describe, expect, test } from 'vitest';
import { Bench, expectClose, randomRows } from '../bench.fixture';
import { losses, numericGradient } from '../float64.fixture';
import { RowLoss } from './row-loss';

describe.for(['mse', 'l1', 'cosine'] as const)('RowLoss %s', (kind) => {
  test.for([
    [1, 1],
    [5, 3],
    [6, 8],
    [9, 13],
  ] as const)('%d rows of %d columns: value and finite differences', async ([rows, cols]) => {
    const bench = new Bench();
    const x = randomRows(rows, cols, 1);
    const t = randomRows(rows, cols, 2);
    const loss = new RowLoss(bench.arena, { kind, rows: rows + 1, cols });
    const batch = { prediction: bench.tensor(x), goal: bench.tensor(t), rows, weight: 0.3 };
    loss.queue(bench.device, batch);
    const gradient = await bench.rows(loss.gradient, rows, cols);
    const wanted = numericGradient(x, (moved) => 0.3 * losses[kind](moved, t));
    expectClose(gradient, wanted);
    loss.queue(bench.device, batch);
    expect(await loss.total.take(bench.device)).toBeCloseTo(2 * losses[kind](x, t), 5);
    expect(await loss.total.take(bench.device)).toBe(0);
  });

  test('no rows add nothing', async () => {
    const bench = new Bench();
    const loss = new RowLoss(bench.arena, { kind, rows: 4, cols: 3 });
    const empty = bench.tensor([[0, 0, 0]]);
    loss.queue(bench.device, { prediction: empty, goal: empty, rows: 0, weight: 1 });
    expect(await loss.total.take(bench.device)).toBe(0);
  });
});
