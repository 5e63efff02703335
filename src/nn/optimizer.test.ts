import { describe, expect, test } from 'vitest';
import { Bench, expectClose } from './bench.fixture';
import { AdamW, ADAMW_DEFAULTS, type AdamWConfig } from './optimizer';
import { matrixParameter, vectorParameter, type Parameter } from './parameter';

const PLAIN: AdamWConfig = { ...ADAMW_DEFAULTS, epsilon: 1e-12, weightDecay: 0 };

/** A 2 x 3 weight and a bias of 2 with gradients of our choice. */
function parametersOn(bench: Bench, weightGradient: number[], biasGradient: number[]) {
  const weight = matrixParameter(bench.arena, 'weight', 2, 3);
  const bias = vectorParameter(bench.arena, 'bias', 2);
  weight.initialise(bench.device, Float32Array.of(1, 2, 3, 4, 5, 6));
  bias.initialise(bench.device, Float32Array.of(10, 20));
  const write = (parameter: Parameter, gradient: number[]) => {
    for (let row = 0; row < parameter.rows; row++) {
      const begin = row * parameter.cols;
      const values = Float32Array.from(gradient.slice(begin, begin + parameter.cols));
      bench.device.write(parameter.gradient, values, row * parameter.stride);
    }
  };
  write(weight, weightGradient);
  write(bias, biasGradient);
  return { weight, bias };
}

describe('AdamW', () => {
  test('the first step moves every element by the learning rate against its gradient', async () => {
    const bench = new Bench();
    const { weight, bias } = parametersOn(bench, [1, -2, 0.5, 3, -4, 5], [0.1, -0.1]);
    const optimizer = new AdamW(bench.arena, [weight, bias], PLAIN);
    await optimizer.step(bench.run, 0.1);
    expectClose(await bench.value(weight), [
      [0.9, 2.1, 2.9],
      [3.9, 5.1, 5.9],
    ]);
    expectClose(await bench.value(bias), [[9.9, 20.1]]);
    expect(optimizer.steps).toBe(1);
  });

  test('the second step weighs old and new gradients as beta1 and beta2 say', async () => {
    const bench = new Bench();
    const { weight, bias } = parametersOn(bench, [1, 1, 1, 1, 1, 1], [1, 1]);
    const optimizer = new AdamW(bench.arena, [weight, bias], {
      ...PLAIN,
      ...{ beta1: 0.5, beta2: 0.75 },
    });
    await optimizer.step(bench.run, 1);
    optimizer.zeroGradients(bench.device);
    bench.device.write(bias.gradient, Float32Array.of(3, -1));
    await optimizer.step(bench.run, 1);
    // m = 1/2 (1/2) + 1/2 g, over 1 - 1/4; v = 3/4 (1/4) + 1/4 g^2, over 1 - 9/16.
    const move = (g: number) => (0.25 + g / 2) / 0.75 / Math.sqrt((0.1875 + (g * g) / 4) / 0.4375);
    expectClose(await bench.value(bias), [[9 - move(3), 19 - move(-1)]]);
    expectClose(await bench.value(weight), [
      [0 - move(0), 1 - move(0), 2 - move(0)],
      [3 - move(0), 4 - move(0), 5 - move(0)],
    ]);
  });

  test('decay shrinks weights by learning rate * decay, and no bias', async () => {
    const bench = new Bench();
    const { weight, bias } = parametersOn(bench, [0, 0, 0, 0, 0, 0], [0, 0]);
    const config = { ...PLAIN, epsilon: 1e-8, weightDecay: 0.5 };
    await new AdamW(bench.arena, [weight, bias], config).step(bench.run, 0.1);
    expectClose(await bench.value(weight), [
      [0.95, 1.9, 2.85],
      [3.8, 4.75, 5.7],
    ]);
    expect(await bench.value(bias)).toEqual([[10, 20]]);
  });

  test('epsilon is added to the corrected root', async () => {
    const bench = new Bench();
    const { weight, bias } = parametersOn(bench, [2, 0, 0, 0, 0, 0], [0, 0]);
    const config = { ...PLAIN, epsilon: 2 };
    await new AdamW(bench.arena, [weight, bias], config).step(bench.run, 1);
    // m^ = 2, sqrt(v^) = 2.
    expect((await bench.value(weight))[0]![0]).toBeCloseTo(1 - 2 / (2 + 2), 6);
  });

  test.for([
    [2.5, 0.5],
    [5, 1],
    [100, 1],
  ] as const)('a gradient of norm 5 is clipped to %d', async ([maxNorm, factor]) => {
    const bench = new Bench();
    // 1 + 4 + 4 + 16 = 25 over both parameters.
    const { weight, bias } = parametersOn(bench, [1, 2, 0, 0, 0, 2], [0, 4]);
    const config = { ...PLAIN, epsilon: 1e-8, maxNorm };
    await new AdamW(bench.arena, [weight, bias], config).step(bench.run, 0.1);
    const { moment1, moment2 } = await bias.dump(bench.device);
    expect(moment1[1]).toBeCloseTo(0.1 * 4 * factor, 5);
    expect(moment2[1]).toBeCloseTo(0.001 * (4 * factor) ** 2, 5);
  });
});
