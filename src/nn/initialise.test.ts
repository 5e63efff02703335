import { describe, expect, test } from 'vitest';
import { torchLinear, xavierNormal } from './initialise';

const spread = (values: Float32Array) =>
  Math.sqrt(values.reduce((sum, x) => sum + x * x, 0) / values.length);

describe('torchLinear', () => {
  test('fills +-1/sqrt(inputs) evenly, weight and bias alike', () => {
    const { weight, bias } = torchLinear(64, 400, 1);
    for (const values of [weight, bias]) {
      expect(Math.max(...values.map(Math.abs))).toBeLessThanOrEqual(1 / 8);
      // Uniform in +-a has a standard deviation of a / sqrt(3).
      expect(spread(values) * 8 * Math.sqrt(3)).toBeCloseTo(1, 1);
    }
    expect([weight.length, bias.length]).toEqual([64 * 400, 400]);
  });
});

describe('xavierNormal', () => {
  test('has variance 2 / (inputs + outputs), mean zero, and no bias', () => {
    const { weight, bias } = xavierNormal(100, 300, 1);
    expect(spread(weight) / Math.sqrt(2 / 400)).toBeCloseTo(1, 1);
    const mean = weight.reduce((sum, x) => sum + x, 0) / weight.length;
    expect(Math.abs(mean)).toBeLessThan(0.002);
    expect(weight.every(Number.isFinite)).toBe(true);
    expect(bias).toEqual(new Float32Array(300));
  });
});

test.each([torchLinear, xavierNormal])('seeds decide', (initialiser) => {
  expect(initialiser(4, 5, 1)).toEqual(initialiser(4, 5, 1));
  expect(initialiser(4, 5, 1).weight).not.toEqual(initialiser(4, 5, 2).weight);
});
