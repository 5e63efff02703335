import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NO_CATEGORY, categoryPurity } from './purity';
import { SIX_ITEMS, anySids, sidStrings } from './sids.fixture';
import type { Sids } from './types';

/** A SID set with a category a row; one in five has none. */
const withCategories = anySids.chain((sids) =>
  fc
    .array(fc.constantFrom(0, 1, 2, 3_000_000_000, NO_CATEGORY), {
      minLength: sids.rows,
      maxLength: sids.rows,
    })
    .map((categories) => ({ sids, categories: Uint32Array.from(categories) })),
);

function oneLevel(codes: readonly number[], codebookSize: number): Sids {
  return { rows: codes.length, codebookSizes: [codebookSize], codes: [Uint32Array.from(codes)] };
}

test('six items by hand, one without category', () => {
  // SIDs        0-0 0-0 0-1 1-0 1-0          2-1
  const categories = Uint32Array.of(7, 7, 3, 3, NO_CATEGORY, 7);
  const { n, categories: distinct, largestShare, depths } = categoryPurity(SIX_ITEMS, categories);
  expect({ n, distinct, largestShare }).toEqual({ n: 5, distinct: 2, largestShare: 3 / 5 });

  // Depth 1: prefix 0 holds 7 7 3 (largest 2), prefix 1 holds 3 (1), prefix 2 holds 7 (1).
  expect(depths[0]).toMatchObject({ depth: 1, prefixes: 3, alone: 2, purity: 4 / 5 });
  // H(prefix) of 3 1 1 = 1.370951, H(category) of 3 2 = 0.970951, H(both) of 2 1 1 1 = 1.921928:
  // I = 0.419973 over the mean 1.170951.
  expect(depths[0]?.normalizedMutualInformation).toBeCloseTo(0.35866, 5);

  // Depth 2: 0-0 holds 7 7, the three others one item each: all pure, so I = H(category).
  // H(prefix) of 2 1 1 1 = 1.921928; 0.970951 over the mean 1.446439.
  expect(depths[1]).toMatchObject({ depth: 2, prefixes: 4, alone: 3, purity: 1 });
  expect(depths[1]?.normalizedMutualInformation).toBeCloseTo(0.671269, 5);
});

test('codes that are the categories under other names', () => {
  const { depths } = categoryPurity(oneLevel([4, 1, 4, 1, 0], 5), Uint32Array.of(8, 9, 8, 9, 2));
  expect(depths[0]).toMatchObject({ purity: 1, normalizedMutualInformation: 1 });
});

test('codes that say nothing of the categories', () => {
  const { depths } = categoryPurity(oneLevel([0, 0, 1, 1], 2), Uint32Array.of(5, 6, 5, 6));
  expect(depths[0]).toMatchObject({ purity: 0.5, normalizedMutualInformation: 0 });
});

test('K = 1: purity is the share of the largest category', () => {
  const purity = categoryPurity(oneLevel([0, 0, 0], 1), Uint32Array.of(1, 2, 2));
  expect(purity.largestShare).toBe(2 / 3);
  expect(purity.depths[0]).toMatchObject({ purity: 2 / 3, normalizedMutualInformation: 0 });
});

test('one category for all', () => {
  const one = categoryPurity(oneLevel([0, 1, 1], 2), Uint32Array.of(4, 4, 4));
  expect(one.depths[0]).toMatchObject({ purity: 1, normalizedMutualInformation: 0 });
  const same = categoryPurity(oneLevel([1, 1], 2), Uint32Array.of(4, 4));
  expect(same.depths[0]).toMatchObject({ purity: 1, normalizedMutualInformation: 1 });
});

test('one row', () => {
  const { n, depths } = categoryPurity(oneLevel([2], 3), Uint32Array.of(0));
  expect(n).toBe(1);
  expect(depths[0]).toMatchObject({ alone: 1, purity: 1, normalizedMutualInformation: 1 });
});

test.each([
  { name: 'no rows', codes: [], categories: [] },
  { name: 'no row has a category', codes: [0, 1], categories: [NO_CATEGORY, NO_CATEGORY] },
])('$name: nothing is measured, and nothing reads as pure', ({ codes, categories }) => {
  expect(categoryPurity(oneLevel(codes, 2), Uint32Array.from(categories))).toEqual({
    n: 0,
    categories: 0,
    largestShare: 0,
    depths: [{ depth: 1, prefixes: 0, alone: 0, purity: 0, normalizedMutualInformation: 0 }],
  });
});

test('another number of rows is a bug', () => {
  expect(() => categoryPurity(SIX_ITEMS, new Uint32Array(5))).toThrow('5 categories for 6 rows');
});

test('purity equals the plain count, never falls with depth, and starts from the largest share', () => {
  fc.assert(
    fc.property(withCategories, ({ sids, categories }) => {
      const { n, largestShare, depths } = categoryPurity(sids, categories);
      let before = largestShare;
      for (const { depth, purity } of depths) {
        const strings = sidStrings(sids, depth);
        const sizes = new Map<string, Map<number, number>>();
        for (const [row, category] of categories.entries()) {
          if (category === NO_CATEGORY) continue;
          const cell = sizes.get(strings[row]!) ?? new Map<number, number>();
          sizes.set(strings[row]!, cell.set(category, (cell.get(category) ?? 0) + 1));
        }
        const plain = [...sizes.values()].reduce(
          (sum, cell) => sum + Math.max(...cell.values()),
          0,
        );
        expect(purity).toBe(n === 0 ? 0 : plain / n);
        expect(purity).toBeGreaterThanOrEqual(before);
        before = purity;
      }
    }),
  );
});

test('rows without category change nothing', () => {
  fc.assert(
    fc.property(withCategories, ({ sids, categories }) => {
      const kept = [...categories.keys()].filter((row) => categories[row] !== NO_CATEGORY);
      const only = (values: Uint32Array) => Uint32Array.from(kept, (row) => values[row]!);
      const without = { ...sids, rows: kept.length, codes: sids.codes.map(only) };
      expect(categoryPurity(sids, categories)).toEqual(categoryPurity(without, only(categories)));
    }),
  );
});
