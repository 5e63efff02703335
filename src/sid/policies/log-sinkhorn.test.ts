import fc from 'fast-check';
import { expect, test } from 'vitest';
import { costGroup } from './cost-group';
import { logSinkhorn } from './log-sinkhorn';

function sharesOf(distances: number[], items: number, epsilon: number, iterations = 1000) {
  const codes = distances.length / items;
  const group = costGroup(Float32Array.from(distances), items, codes);
  const plan = logSinkhorn(group, { epsilon, iterations });
  const shares = [...plan.logShares].map(Math.exp);
  const columns = group.columns.length;
  const sum = (keep: (at: number) => boolean) =>
    shares.reduce((total, share, at) => total + (keep(at) ? share : 0), 0);
  return {
    shares,
    iterations: plan.iterations,
    ofItem: (item: number) => sum((at) => Math.floor(at / columns) === item),
    ofColumn: (column: number) => sum((at) => at % columns === column),
  };
}

test('two items and two codes: the closed form', () => {
  // A plan with all sums 1 is p, 1-p / 1-p, p, and p / (1-p) = exp((c01 + c10 - c00 - c11) / 2e).
  // The unit is 1: costs 0, 1 / 1.5, 0.
  const { shares } = sharesOf([0, 1, 2, 0.5], 2, 0.5);
  const p = 1 / (1 + Math.exp(-2.5));
  [p, 1 - p, 1 - p, p].forEach((share, at) => expect(shares[at]).toBeCloseTo(share, 6));
});

test('a code that nobody needs stays empty', () => {
  const { ofColumn } = sharesOf([0, 9, 9, 9, 0, 9], 2, 0.01);
  expect(ofColumn(0)).toBeCloseTo(1, 9);
  expect(ofColumn(1)).toBeCloseTo(1, 9);
  expect(ofColumn(2)).toBeCloseTo(0, 9);
});

test('the default number of iterations is enough for a small epsilon', () => {
  // Without the falling epsilon this takes over 100: both items would still hold code 0 entirely.
  const { shares } = sharesOf([0, 1, 9, 0, 5, 9], 2, 0.003, 50);
  expect(shares[1]).toBeCloseTo(1, 3);
  expect(shares[3]).toBeCloseTo(1, 3);
});

test('bit-identical items share alike', () => {
  const { shares } = sharesOf([0, 1, 0, 1], 2, 0.1);
  shares.forEach((share) => expect(share).toBeCloseTo(0.5, 9));
});

test('stops when the potentials stand still', () => {
  expect(sharesOf([0, 9, 9, 0], 2, 0.01, 100).iterations).toBeLessThan(60);
  expect(sharesOf([0, 1, 0, 2], 2, 0.01, 1).iterations).toBe(1);
});

test('sums of the plan: 1 an item, within the bounds a code', () => {
  const shape = fc.record({
    items: fc.integer({ min: 1, max: 9 }),
    codes: fc.integer({ min: 1, max: 6 }),
  });
  const cases = shape.chain(({ items, codes }) =>
    fc.record({
      items: fc.constant(items),
      codes: fc.constant(codes),
      distances: fc.array(fc.integer({ min: 0, max: 20 }), {
        minLength: items * codes,
        maxLength: items * codes,
      }),
    }),
  );
  fc.assert(
    fc.property(cases, ({ items, codes, distances }) => {
      const { ofItem, ofColumn, shares } = sharesOf(distances, items, 0.2);
      for (let item = 0; item < items; item++) expect(ofItem(item)).toBeCloseTo(1, 9);
      for (let column = 0; column < shares.length / items; column++) {
        expect(ofColumn(column)).toBeLessThan(Math.ceil(items / codes) + 1e-3);
        expect(ofColumn(column)).toBeGreaterThan(Math.floor(items / codes) - 1e-3);
      }
    }),
  );
});

test.each([1e-12, 1e12, 1e38])(
  'no overflow for distances of about %d and 0 beside them',
  (scale) => {
    const distances = [0, scale, 2 * scale, 0, 0.5 * scale, 3 * scale, 1e-12, scale, scale];
    for (const epsilon of [1e-4, 0.003, 1]) {
      const { shares, ofItem } = sharesOf(distances, 3, epsilon, 50);
      expect(shares.every(Number.isFinite)).toBe(true);
      for (let item = 0; item < 3; item++) expect(ofItem(item)).toBeCloseTo(1, 9);
    }
  },
);
