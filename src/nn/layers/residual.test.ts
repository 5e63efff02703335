import { expect, test } from 'vitest';
import { Bench, expectClose, randomRows } from '../bench.fixture';
import { linear, numericGradient, weighted, type Rows } from '../float64.fixture';
import { Linear } from './linear';
import { Residual } from './residual';

const ROWS = 5;
const COLS = 3;

const layersOn = (bench: Bench, inputGradient: boolean) => {
  const inner = new Linear(bench.arena, {
    ...{ name: 'inner', inputs: COLS, outputs: COLS, rows: ROWS, bias: true },
    inputGradient,
  });
  inner.initialise(bench.device, 1);
  return { inner, layer: new Residual(bench.arena, inner, { rows: ROWS, cols: COLS }) };
};

test('has the values and gradients of finite differences', async () => {
  const bench = new Bench();
  const { inner, layer } = layersOn(bench, true);
  const weight = await bench.value(inner.weight);
  const bias = (await bench.value(inner.bias!))[0]!;
  const forward = (x: Rows, by: Rows): Rows =>
    linear(x, by, bias).map((row, r) => row.map((value, c) => value + x[r]![c]!));
  const x = randomRows(ROWS, COLS, 1);
  const weights = randomRows(ROWS, COLS, 2);

  const y = await layer.forward(bench.run, bench.tensor(x), ROWS);
  expectClose(await bench.rows(y, ROWS, COLS), forward(x, weight));
  const dx = await layer.backward(bench.run, bench.tensor(weights), ROWS);
  expectClose(
    await bench.rows(dx!, ROWS, COLS),
    numericGradient(x, (moved) => weighted(forward(moved, weight), weights)),
  );
  expectClose(
    await bench.gradient(inner.weight),
    numericGradient(weight, (moved) => weighted(forward(x, moved), weights)),
  );
  expect(layer.parameters()).toEqual(inner.parameters());
});

test('passes no gradient to data', async () => {
  const bench = new Bench();
  const { layer } = layersOn(bench, false);
  await layer.forward(bench.run, bench.tensor(randomRows(ROWS, COLS, 1)), ROWS);
  const dy = bench.tensor(randomRows(ROWS, COLS, 2));
  expect(await layer.backward(bench.run, dy, ROWS)).toBeNull();
});
