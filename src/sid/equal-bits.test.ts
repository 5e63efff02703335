import { expect, test } from 'vitest';
import { differInBits, sidBits } from './equal-bits';

test.each([
  { sizes: [], bits: 0 },
  { sizes: [1, 1], bits: 0 },
  { sizes: [256, 256, 256], bits: 24 },
  { sizes: [8192, 8192, 8192], bits: 39 },
  { sizes: [1024, 4096, 32768], bits: 37 },
  // log2 3 = 1.584963, log2 5 = 2.321928.
  { sizes: [3, 5], bits: 3.906891 },
])('$sizes has $bits bits', ({ sizes, bits }) => {
  expect(sidBits(sizes)).toBeCloseTo(bits, 6);
});

test.each([
  { a: [256, 256, 256], b: [64, 64, 64, 64], differ: false },
  { a: [256, 16], b: [16, 256], differ: false },
  // 36 = 6 * 6 = 4 * 9: the logarithms round differently.
  { a: [6, 6], b: [4, 9], differ: false },
  { a: [256, 256], b: [256, 256, 1], differ: false },
  { a: [256, 256, 256], b: [256, 256, 255], differ: true },
  { a: [256, 256], b: [256, 256, 256], differ: true },
])('$a against $b', ({ a, b, differ }) => {
  expect(differInBits(a, b)).toBe(differ);
  expect(differInBits(b, a)).toBe(differ);
});
