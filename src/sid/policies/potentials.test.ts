import { expect, test } from 'vitest';
import { updateCodes, updateItems } from './potentials';

const FREE = { low: -Infinity, high: 0 };

test('items: the mass of each becomes 1', () => {
  const f = new Float64Array(2);
  updateItems(Float32Array.of(0, 1, 2, 2), f, new Float64Array(2), 0.5);
  expect(f[0]).toBeCloseTo(-0.5 * Math.log(1 + Math.exp(-2)), 12);
  expect(f[1]).toBeCloseTo(2 - 0.5 * Math.log(2), 12);
});

test('codes: a mass within the bounds is left alone, one above is brought down', () => {
  // Masses at g = 0: code 0 has 2, code 1 has 2 / e.
  const g = Float64Array.of(0, 0);
  const change = updateCodes(Float32Array.of(0, 1, 0, 1), new Float64Array(2), g, 1, FREE);
  expect(g[0]).toBeCloseTo(-Math.log(2), 12);
  expect(g[1]).toBe(0);
  expect(change).toBeCloseTo(Math.log(2), 12);
});

test('codes: a mass below the lower bound is raised', () => {
  const g = Float64Array.of(0);
  updateCodes(Float32Array.of(3), new Float64Array(1), g, 0.25, { low: 0, high: 0 });
  expect(g[0]).toBeCloseTo(3, 12);
});

test('an earlier potential that is needed no more goes back to 0', () => {
  const g = Float64Array.of(-5);
  expect(updateCodes(Float32Array.of(1), new Float64Array(1), g, 0.1, FREE)).toBe(5);
  expect(g[0]).toBe(0);
});
