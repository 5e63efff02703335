import fc from 'fast-check';
import { expect, test } from 'vitest';
import { largestBuckets, rowsWithCode, rowsWithPrefix } from './buckets';
import { SIX_ITEMS, anySids, sidStrings } from './sids.fixture';
import type { Sids } from './types';

const LEVEL_OF_TIES: Sids = {
  rows: 8,
  codebookSizes: [5],
  codes: [Uint32Array.of(4, 2, 2, 0, 4, 0, 1, 0)],
};

test('rows of a code, ascending', () => {
  const codes = Uint32Array.of(5, 1, 5, 0);
  expect(rowsWithCode(codes, 5)).toEqual(Uint32Array.of(0, 2));
  expect(rowsWithCode(codes, 7)).toEqual(new Uint32Array(0));
});

test('rows of a prefix and of a whole SID', () => {
  expect(rowsWithPrefix(SIX_ITEMS, [0])).toEqual(Uint32Array.of(0, 1, 2));
  expect(rowsWithPrefix(SIX_ITEMS, [1, 0])).toEqual(Uint32Array.of(3, 4));
  expect(rowsWithPrefix(SIX_ITEMS, [])).toEqual(Uint32Array.of(0, 1, 2, 3, 4, 5));
  expect(rowsWithPrefix(SIX_ITEMS, [3, 1])).toEqual(new Uint32Array(0));
});

test('size descending, then lowest first row; single items are no bucket', () => {
  expect(largestBuckets(LEVEL_OF_TIES, 10)).toEqual([
    { sid: [0], rows: Uint32Array.of(3, 5, 7) },
    { sid: [4], rows: Uint32Array.of(0, 4) },
    { sid: [2], rows: Uint32Array.of(1, 2) },
  ]);
});

test('the limit cuts after the order', () => {
  expect(largestBuckets(LEVEL_OF_TIES, 2).map(({ sid }) => sid)).toEqual([[0], [4]]);
  expect(largestBuckets(LEVEL_OF_TIES, 0)).toEqual([]);
});

test('no items, or no levels', () => {
  expect(largestBuckets({ rows: 0, codebookSizes: [2], codes: [new Uint32Array(0)] }, 5)).toEqual(
    [],
  );
  expect(largestBuckets({ rows: 2, codebookSizes: [], codes: [] }, 5)).toEqual([
    { sid: [], rows: Uint32Array.of(0, 1) },
  ]);
});

test('buckets are exactly the shared SIDs with their rows', () => {
  fc.assert(
    fc.property(anySids, (sids) => {
      const rowsOf = new Map<string, number[]>();
      for (const [row, sid] of sidStrings(sids).entries()) {
        rowsOf.set(sid, [...(rowsOf.get(sid) ?? []), row]);
      }
      const expected = [...rowsOf]
        .filter(([, rows]) => rows.length > 1)
        .sort(([, a], [, b]) => b.length - a.length);
      expect(
        largestBuckets(sids, sids.rows).map(({ sid, rows }) => [sid.join('-'), [...rows]]),
      ).toEqual(expected);
    }),
  );
});
