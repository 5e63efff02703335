import { describe, expect, test } from 'vitest';
import { Bench, expectClose, randomRows } from '../bench.fixture';
import { linear, numericGradient, weighted } from '../float64.fixture';
import { xavierNormal } from '../initialise';
import { Linear } from './linear';

const SHAPES = [
  { rows: 1, inputs: 1, outputs: 1 },
  { rows: 3, inputs: 5, outputs: 9 },
  { rows: 4, inputs: 8, outputs: 16 },
  { rows: 7, inputs: 9, outputs: 3 },
];

describe.for(SHAPES)('Linear, $rows rows, $inputs to $outputs', ({ rows, inputs, outputs }) => {
  const config = { name: 'linear', inputs, outputs, rows: 8, bias: true, inputGradient: true };
  const x = randomRows(rows, inputs, 1);
  const weights = randomRows(rows, outputs, 2);

  test('computes x W^T + b', async () => {
    const bench = new Bench();
    const layer = new Linear(bench.arena, config);
    layer.initialise(bench.device, 3);
    const y = await layer.forward(bench.run, bench.tensor(x), rows);
    const weight = await bench.value(layer.weight);
    const [bias] = await bench.value(layer.bias!);
    expectClose(await bench.rows(y, rows, outputs), linear(x, weight, bias));
  });

  test('has the gradients of finite differences, and adds them up', async () => {
    const bench = new Bench();
    const layer = new Linear(bench.arena, config);
    layer.initialise(bench.device, 3, xavierNormal);
    const weight = await bench.value(layer.weight);
    await layer.forward(bench.run, bench.tensor(x), rows);
    const dx = await layer.backward(bench.run, bench.tensor(weights), rows);
    await layer.backward(bench.run, bench.tensor(weights), rows);
    expectClose(
      await bench.rows(dx!, rows, inputs),
      numericGradient(x, (moved) => weighted(linear(moved, weight), weights)),
    );
    expectClose(
      await bench.gradient(layer.weight),
      numericGradient(weight, (moved) => 2 * weighted(linear(x, moved), weights)),
    );
    expectClose(
      await bench.gradient(layer.bias!),
      numericGradient(
        [Array<number>(outputs).fill(0)],
        ([moved]) => weighted(linear(x, weight, moved), weights) * 2,
      ),
    );
  });
});

describe('Linear', () => {
  test('without bias and without input gradient', async () => {
    const bench = new Bench();
    const x = randomRows(5, 6, 1);
    const layer = new Linear(bench.arena, {
      ...{ name: 'linear', inputs: 6, outputs: 4, rows: 5 },
      ...{ bias: false, inputGradient: false },
    });
    layer.initialise(bench.device, 3);
    const y = await layer.forward(bench.run, bench.tensor(x), 5);
    expectClose(await bench.rows(y, 5, 4), linear(x, await bench.value(layer.weight)));
    expect(await layer.backward(bench.run, bench.tensor(randomRows(5, 4, 2)), 5)).toBeNull();
    expect(layer.parameters().map(({ name }) => name)).toEqual(['linear.weight']);
  });
});
