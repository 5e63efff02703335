import { describe, expect, test } from 'vitest';
import { Bench, expectClose, randomRows } from '../bench.fixture';
import { contrast, numericGradient } from '../float64.fixture';
import { InfoNce } from './info-nce';

describe('InfoNce', () => {
  test.for([
    [1, 5],
    [5, 3],
    [7, 9],
    [8, 8],
    [13, 4],
  ] as const)('%d pairs of %d columns: value and finite differences', async ([rows, cols]) => {
    const bench = new Bench();
    const left = randomRows(rows, cols, 1);
    const right = randomRows(rows, cols, 2);
    const loss = new InfoNce(bench.arena, { name: 'clip', rows: 16, cols });
    loss.initialise(bench.device);
    const t = await bench.value(loss.logScale);
    expect(t[0]![0]).toBeCloseTo(Math.log(1 / 0.07), 6);

    // A larger batch first: it must leave nothing behind.
    const larger = bench.tensor(randomRows(16, cols, 3));
    await loss.queue(bench.run, { left: larger, right: larger, rows: 16, weight: 1 });
    await loss.total.take(bench.device);
    bench.device.clear(loss.logScale.gradient);

    const inputs = { left: bench.tensor(left), right: bench.tensor(right) };
    const gradients = await loss.queue(bench.run, { ...inputs, rows, weight: 0.3 });
    const scale = t[0]![0]!;
    expect(await loss.total.take(bench.device)).toBeCloseTo(contrast(left, right, scale), 4);
    expectClose(
      await bench.rows(gradients.left, rows, cols),
      numericGradient(left, (moved) => 0.3 * contrast(moved, right, scale)),
    );
    expectClose(
      await bench.rows(gradients.right, rows, cols),
      numericGradient(right, (moved) => 0.3 * contrast(left, moved, scale)),
    );
    expectClose(
      await bench.gradient(loss.logScale),
      numericGradient(t, (moved) => 0.3 * contrast(left, right, moved[0]![0]!)),
    );
  });
});
