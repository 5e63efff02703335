import { describe, expect, test } from 'vitest';
import { Bench, expectClose, randomRows } from '../bench.fixture';
import { contrast, numericGradient } from '../float64.fixture';
import { InfoNce } from './info-nce';
import { infoNceWorkspace } from './info-nce-workspace';

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
      await bench.rows(gradients.right!, rows, cols),
      numericGradient(right, (moved) => 0.3 * contrast(left, moved, scale)),
    );
    expectClose(
      await bench.gradient(loss.logScale),
      numericGradient(t, (moved) => 0.3 * contrast(left, right, moved[0]![0]!)),
    );
  });

  test('losses that share a workspace take turns; data get no gradient', async () => {
    const bench = new Bench();
    const shape = { rows: 6, cols: 4 };
    const workspace = infoNceWorkspace(bench.arena, shape);
    const [one, other] = ['one', 'other'].map(
      (name) => new InfoNce(bench.arena, { name, ...shape }, workspace),
    );
    const alone = new InfoNce(bench.arena, { name: 'alone', ...shape });
    for (const loss of [one!, other!, alone]) loss.initialise(bench.device);
    const left = bench.tensor(randomRows(6, 4, 1));
    const right = bench.tensor(randomRows(6, 4, 2));
    const batch = { left, right, rows: 6, weight: 1 };
    const wanted = await bench.rows((await alone.queue(bench.run, batch)).left, 6, 4);
    await one!.queue(bench.run, { ...batch, left: right, right: left });
    const gradients = await other!.queue(bench.run, { ...batch, rightIsData: true });
    expect(await bench.rows(gradients.left, 6, 4)).toEqual(wanted);
    expect(gradients.right).toBeNull();
  });

  test('accuracy is the share of rows that find their own', async () => {
    const bench = new Bench();
    const loss = new InfoNce(bench.arena, { name: 'clip', rows: 4, cols: 2 });
    loss.initialise(bench.device);
    const left = bench.tensor([
      [1, 0],
      [0, 1],
      [-1, 0],
      [0, -1],
    ]);
    // No row's nearest is its own.
    const right = bench.tensor([
      [1, 1],
      [1, -0.1],
      [-1, -1],
      [-1, 0.1],
    ]);
    await loss.queue(bench.run, { left, right, rows: 4, weight: 1 });
    expect(await loss.accuracy.take(bench.device)).toBe(0);
    await loss.queue(bench.run, { left, right: left, rows: 4, weight: 1 });
    expect(await loss.accuracy.take(bench.device)).toBe(1);
    await loss.queue(bench.run, {
      left,
      right: bench.tensor([
        [1, 0],
        [0, 1],
        [1, 0],
        [0, 1],
      ]),
      rows: 4,
      weight: 1,
    });
    expect(await loss.accuracy.take(bench.device)).toBe(0.5);
  });
});
