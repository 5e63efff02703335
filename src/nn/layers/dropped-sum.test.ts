import { expect, test } from 'vitest';
import { Bench, expectClose, randomRows } from '../bench.fixture';
import { DroppedSum } from './dropped-sum';

const SHAPE = { rows: 7, cols: 11 };

function setUp(rate: number) {
  const bench = new Bench();
  const layer = new DroppedSum(bench.arena, { name: 'a', rate, ...SHAPE });
  return { bench, layer, x: randomRows(6, 11, 1), addend: randomRows(6, 11, 2) };
}

test('adds what is kept, scaled, and its gradient is of the kept', async () => {
  const { bench, layer, x, addend } = setUp(0.4);
  const run = { ...bench.run, seed: 3 };
  const sum = await bench.rows(layer.forward(run, bench.tensor(x), bench.tensor(addend), 6), 6, 11);
  const kept = sum.map((row, r) => row.map((value, c) => value !== x[r]![c]!));
  const count = kept.flat().filter(Boolean).length;
  expect(count).toBeGreaterThan(25);
  expect(count).toBeLessThan(55);
  const scaled = (rows: number[][]) =>
    rows.map((row, r) => row.map((value, c) => (kept[r]![c] ? value / 0.6 : 0)));
  const added = scaled(addend).map((row, r) => row.map((value, c) => value + x[r]![c]!));
  expectClose(sum, added);
  const dy = randomRows(6, 11, 4);
  expectClose(await bench.rows(layer.backward(run, bench.tensor(dy), 6), 6, 11), scaled(dy));
});

test('without a seed it is a sum', async () => {
  const { bench, layer, x, addend } = setUp(0.4);
  const sum = layer.forward(bench.run, bench.tensor(x), bench.tensor(addend), 6);
  const added = addend.map((row, r) => row.map((value, c) => value + x[r]![c]!));
  expectClose(await bench.rows(sum, 6, 11), added);
  const dy = bench.tensor(addend);
  expect(layer.backward(bench.run, dy, 6)).toBe(dy);
});
