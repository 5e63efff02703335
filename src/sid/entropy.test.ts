import { expect, test } from 'vitest';
import { entropyBits } from './entropy';

test.each([
  { counts: [], bits: 0 },
  { counts: [0, 0], bits: 0 },
  { counts: [5], bits: 0 },
  { counts: [0, 7, 0], bits: 0 },
  { counts: [1, 1, 1, 1], bits: 2 },
  { counts: [2, 1, 1], bits: 1.5 },
  { counts: [3, 2, 1, 0], bits: 1.459148 },
])('entropy of $counts is $bits bits', ({ counts, bits }) => {
  expect(entropyBits(Uint32Array.from(counts))).toBeCloseTo(bits, 6);
});
