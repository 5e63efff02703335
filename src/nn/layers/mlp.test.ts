import { describe, expect, test } from 'vitest';
import { Bench, expectClose, randomRows } from '../bench.fixture';
import {
  activations,
  linear,
  norms,
  numericGradient,
  weighted,
  type Rows,
} from '../float64.fixture';
import { trainAutoencoder } from '../mlp-training.fixture';
import { createCpuDevice } from '../../compute/cpu/cpu-device';
import { Mlp } from './mlp';

const DIMS = [5, 9, 3, 2];
const ROWS = 6;

describe.for(['relu', 'silu', 'gelu'] as const)('Mlp with %s', (activation) => {
  /** The network on plain numbers: parameters as weight, bias, weight, ... */
  function forward(x: Rows, parameters: Rows[]): Rows {
    let y = x;
    for (let at = 0; at < parameters.length; at += 2) {
      if (at > 0) y = activations[activation](y);
      y = linear(y, parameters[at]!, parameters[at + 1]![0]);
    }
    return y;
  }

  test('has the values and gradients of finite differences', async () => {
    const bench = new Bench();
    const config = { name: 'mlp', dims: DIMS, activation, rows: ROWS + 1, inputGradient: true };
    const mlp = new Mlp(bench.arena, config);
    mlp.initialise(bench.device, 4);
    const parameters: Rows[] = [];
    for (const parameter of mlp.parameters()) parameters.push(await bench.value(parameter));
    const x = randomRows(ROWS, 5, 1);
    const weights = randomRows(ROWS, 2, 2);

    const y = await mlp.forward(bench.run, bench.tensor(x), ROWS);
    expect(y).toBe(mlp.output);
    expectClose(await bench.rows(y, ROWS, 2), forward(x, parameters));

    const dx = await mlp.backward(bench.run, bench.tensor(weights), ROWS);
    expectClose(
      await bench.rows(dx!, ROWS, 5),
      numericGradient(x, (moved) => weighted(forward(moved, parameters), weights)),
    );
    for (const [at, parameter] of mlp.parameters().entries()) {
      const wanted = numericGradient(parameters[at]!, (moved) =>
        weighted(forward(x, parameters.with(at, moved)), weights),
      );
      expectClose(await bench.gradient(parameter), wanted);
    }
  });
});

describe('Mlp', () => {
  test('names its parameters, and passes no gradient to data', async () => {
    const bench = new Bench();
    const mlp = new Mlp(bench.arena, {
      ...{ name: 'encoder', dims: [3, 4, 2], activation: 'relu', rows: 2, inputGradient: false },
    });
    expect(mlp.parameters().map(({ name }) => name)).toEqual([
      ...['encoder.0.weight', 'encoder.0.bias', 'encoder.1.weight', 'encoder.1.bias'],
    ]);
    await mlp.forward(bench.run, bench.tensor(randomRows(2, 3, 1)), 2);
    expect(await mlp.backward(bench.run, bench.tensor(randomRows(2, 2, 2)), 2)).toBeNull();
  });

  test('with norms it has the values and gradients of finite differences', async () => {
    const bench = new Bench();
    const mlp = new Mlp(bench.arena, {
      ...{ name: 'mlp', dims: [5, 9, 2], activation: 'silu', rows: ROWS, inputGradient: true },
      norm: true,
    });
    mlp.initialise(bench.device, 4);
    expect(mlp.parameters().map(({ name }) => name)).toEqual([
      ...['mlp.0.weight', 'mlp.0.bias', 'mlp.0.norm.gain', 'mlp.0.norm.bias'],
      ...['mlp.1.weight', 'mlp.1.bias'],
    ]);
    const values: Rows[] = [];
    for (const parameter of mlp.parameters()) values.push(await bench.value(parameter));
    const forward = (x: Rows, [w0, b0, gain, bias, w1, b1]: Rows[]) => {
      const normed = norms.layer(linear(x, w0!, b0![0]), gain![0]!, bias![0]!);
      return linear(activations.silu(normed), w1!, b1![0]);
    };
    const x = randomRows(ROWS, 5, 1);
    const weights = randomRows(ROWS, 2, 2);
    const y = await mlp.forward(bench.run, bench.tensor(x), ROWS);
    expectClose(await bench.rows(y, ROWS, 2), forward(x, values));
    const dx = await mlp.backward(bench.run, bench.tensor(weights), ROWS);
    const wanted = numericGradient(x, (moved) => weighted(forward(moved, values), weights));
    expectClose(await bench.rows(dx!, ROWS, 5), wanted);
  });

  test('drops in training and not in evaluation', async () => {
    const bench = new Bench();
    const mlp = new Mlp(bench.arena, {
      ...{ name: 'mlp', dims: [3, 40, 2], activation: 'relu', rows: 4, inputGradient: false },
      dropout: 0.5,
    });
    mlp.initialise(bench.device, 4);
    const x = bench.tensor(randomRows(4, 3, 1));
    const output = async (seed?: number) => {
      const run = seed === undefined ? bench.run : { ...bench.run, seed };
      return bench.rows(await mlp.forward(run, x, 4), 4, 2);
    };
    const evaluated = await output();
    expect(await output()).toEqual(evaluated);
    expect(await output(1)).not.toEqual(evaluated);
    expect(await output(1)).not.toEqual(await output(2));
    expect(await output(1)).toEqual(await output(1));
  });

  test('an autoencoder learns a plane', async () => {
    const training = { activation: 'silu', loss: 'mse', rows: 50, steps: 150 } as const;
    const { losses } = await trainAutoencoder(createCpuDevice(), training);
    expect(losses.at(-1)).toBeLessThan(losses[0]! / 10);
  });
});
