import { expect, test } from 'vitest';
import { gini } from './gini';

test.each([
  { counts: [], expected: 0 },
  { counts: [0, 0, 0], expected: 0 },
  { counts: [9], expected: 0 },
  { counts: [4, 4, 4], expected: 0 },
  { counts: [0, 8, 0, 0], expected: 3 / 4 },
  // Ascending 0 1 2 3, weighted by 4 3 2 1: 5/4 - 2 * 10 / (4 * 6).
  { counts: [3, 0, 2, 1], expected: 5 / 12 },
  // Ascending 1 1 2 2: 5/4 - 2 * 13 / (4 * 6).
  { counts: [2, 1, 2, 1], expected: 1 / 6 },
])('gini of $counts', ({ counts, expected }) => {
  expect(gini(Uint32Array.from(counts))).toBeCloseTo(expected, 12);
});

test('counts are left in their order', () => {
  const counts = Uint32Array.of(3, 1, 2);
  gini(counts);
  expect(counts).toEqual(Uint32Array.of(3, 1, 2));
});
