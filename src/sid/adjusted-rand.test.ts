import { expect, test } from 'vitest';
import { adjustedRand } from './adjusted-rand';

test.each([
  // Labels 0 0 1 1 against 0 0 1 2. TP = 1, FN = 1, FP = 0, TN = 4:
  // 2 (1*4 - 1*0) / (2*5 + 1*4) = 8/14. scikit-learn's manual has 0.57.
  { name: 'one group split', joint: [2, 1, 1], a: [2, 2], b: [2, 1, 1], expected: 4 / 7 },
  // 0 0 1 1 against 0 1 0 1. TP = 0, FN = 2, FP = 2, TN = 2: 2 (0 - 4) / (2*4 + 2*4).
  { name: 'worse than chance', joint: [1, 1, 1, 1], a: [2, 2], b: [2, 2], expected: -0.5 },
  // TP = 0, FN = 6, FP = 0, TN = 0: numerator 0.
  {
    name: 'one group against all alone',
    joint: [1, 1, 1, 1],
    a: [4],
    b: [1, 1, 1, 1],
    expected: 0,
  },
  { name: 'one group in both', joint: [4], a: [4], b: [4], expected: 1 },
  { name: 'all alone in both', joint: [1, 1, 1], a: [1, 1, 1], b: [1, 1, 1], expected: 1 },
  { name: 'one item', joint: [1], a: [1], b: [1], expected: 1 },
  { name: 'no items', joint: [], a: [], b: [], expected: 1 },
])('$name', ({ joint, a, b, expected }) => {
  const [cells, countsA, countsB] = [joint, a, b].map((counts) => Uint32Array.from(counts));
  expect(adjustedRand(cells!, countsA!, countsB!)).toBeCloseTo(expected, 12);
  expect(adjustedRand(cells!, countsB!, countsA!)).toBeCloseTo(expected, 12);
});

test('one item moved among fifty million: no digits are lost', () => {
  const half = 25_000_000;
  // A: two halves. B: one item of the first half alone. TP = pairs(half) + pairs(half - 1),
  // FN = half - 1, FP = 0, TN = half^2.
  const ari = adjustedRand(
    Uint32Array.of(half - 1, 1, half),
    Uint32Array.of(half, half),
    Uint32Array.of(half - 1, 1, half),
  );
  const together = (half * (half - 1)) / 2 + ((half - 1) * (half - 2)) / 2;
  // 1 - ARI = FN (TP + FN + TN) / denominator, for FP = 0.
  const denominator = (together + half - 1) * (half - 1 + half ** 2) + together * half ** 2;
  const missing = ((half - 1) * (together + half - 1 + half ** 2)) / denominator;
  expect((1 - ari) / missing).toBeCloseTo(1, 6);
});
