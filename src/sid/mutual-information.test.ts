import { expect, test } from 'vitest';
import { normalizedMutualInformation } from './mutual-information';

test.each([
  { name: 'equal labellings', bits: [2, 2, 2], expected: 1 },
  { name: 'independent labellings', bits: [1, 2, 3], expected: 0 },
  // I = 1 + 2 - 2 = 1, over the mean 1.5.
  { name: 'one refines the other', bits: [1, 2, 2], expected: 2 / 3 },
  { name: 'one label against two', bits: [0, 1, 1], expected: 0 },
  { name: 'one label each', bits: [0, 0, 0], expected: 1 },
  { name: 'rounding below 0', bits: [1, 1, 2 + 1e-15], expected: 0 },
  { name: 'rounding above 1', bits: [1, 1, 1 - 1e-15], expected: 1 },
] as const)('$name', ({ bits: [bitsA, bitsB, joint], expected }) => {
  const nmi = normalizedMutualInformation(bitsA, bitsB, joint);
  expect(nmi).toBeCloseTo(expected, 12);
  expect(nmi).toBeGreaterThanOrEqual(0);
  expect(nmi).toBeLessThanOrEqual(1);
});
