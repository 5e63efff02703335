import fc from 'fast-check';
import { expect, test } from 'vitest';
import { expectedUnique } from './expected';

test.each([
  { space: 2, n: 2, expected: 1.5 },
  { space: 1, n: 7, expected: 1 },
  { space: 256, n: 0, expected: 0 },
  { space: 1, n: 0, expected: 0 },
  { space: 10, n: 1, expected: 1 },
  { space: 4, n: 3, expected: 4 * (1 - 27 / 64) },
  { space: Infinity, n: 12, expected: 12 },
])('space $space, $n items: $expected', ({ space, n, expected }) => {
  expect(expectedUnique(space, n)).toBeCloseTo(expected, 10);
});

test('huge spaces keep their digits: n - n(n-1)/2M to first order', () => {
  const n = 1e6;
  const space = 256 ** 6;
  expect(n - expectedUnique(space, n)).toBeCloseTo((n * (n - 1)) / 2 / space, 4);
  expect(expectedUnique(2 ** 120, n)).toBeCloseTo(n, 6);
});

test('never above n or the space', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e9 }), fc.integer({ min: 1, max: 1e6 }), (space, n) => {
      const unique = expectedUnique(space, n);
      expect(unique).toBeGreaterThan(0);
      expect(unique).toBeLessThanOrEqual(Math.min(space, n) * (1 + 1e-12));
    }),
  );
});
