import fc from 'fast-check';
import { expect, test } from 'vitest';
import { costGroup } from './cost-group';

test('cost: less the smallest of the row, in halves of the range', () => {
  const { columns, costs } = costGroup(Float32Array.of(1, 5, 3, 2, 2, 4), 2, 3);
  expect(columns).toEqual(Uint32Array.of(0, 1, 2));
  // The range is 1 to 5, so the unit is 2.
  expect(costs).toEqual(Float32Array.of(0, 2, 1, 0, 0, 1));
});

test('equal distances cost nothing', () => {
  expect(costGroup(Float32Array.of(7, 7, 7, 7), 2, 2).costs).toEqual(new Float32Array(4));
});

test('a small group sees only the n nearest codes of its items, ties to the lower code', () => {
  const distances = Float32Array.of(9, 1, 4, 4, 4, 8, 9, 1, 9, 9, 9, 0);
  const { columns, costs } = costGroup(distances, 2, 6);
  // 1 and 2 of the first item (3 and 4 are as near as 2), 5 and 1 of the second.
  expect(columns).toEqual(Uint32Array.of(1, 2, 5));
  expect([...costs]).toEqual([0, 3, 7, 1, 9, 0].map((cost) => Math.fround(cost / 4.5)));
});

test.each([1e-12, 1, 1e12, 1e38])('distances of about %d: costs in [0, 2]', (scale) => {
  const distance = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(fc.array(distance, { minLength: 6, maxLength: 6 }), (values) => {
      const { costs } = costGroup(
        Float32Array.from(values, (value) => value * scale),
        3,
        2,
      );
      for (const cost of costs) {
        expect(cost).toBeGreaterThanOrEqual(0);
        expect(cost).toBeLessThanOrEqual(2);
      }
    }),
  );
});

test('a wrong number of distances, or one that is not finite, is a bug', () => {
  expect(() => costGroup(new Float32Array(5), 2, 3)).toThrow('5 distances for 2 items x 3 codes');
  expect(() => costGroup(Float32Array.of(0, NaN), 1, 2)).toThrow('distance 1 is NaN');
  expect(() => costGroup(Float32Array.of(Infinity, 0), 1, 2)).toThrow('distance 0 is Infinity');
});
