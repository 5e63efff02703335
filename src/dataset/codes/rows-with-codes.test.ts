import { expect, test } from 'vitest';
import { codesForRows } from './rows-with-codes';
import type { CodedItems } from './types';

const ITEMS: CodedItems = {
  name: 'codes',
  ids: ['a', 'b', 'c', 'd'],
  sids: { rows: 4, codebookSizes: [8], codes: [Uint32Array.of(1, 2, 3, 4)] },
  notation: 'items-parquet',
  byRow: false,
  offset: null,
  blank: 0,
  seen: null,
  titles: ['A', 'B', 'C', 'D'],
  categories: [],
};

const inUse = (ids: readonly string[], rowNumbers: readonly number[], totalRows: number) => ({
  ids,
  rowNumbers: Uint32Array.from(rowNumbers),
  totalRows,
});

test('by id, in the order of the rows; items that are not in use are left out', () => {
  const { items, known } = codesForRows(ITEMS, inUse(['d', 'a'], [0, 1], 2));
  expect(known).toBe(2);
  expect(items).toMatchObject({
    ids: ['d', 'a'],
    titles: ['D', 'A'],
    categories: [],
    sids: { rows: 2 },
  });
  expect(items?.sids.codes).toEqual([Uint32Array.of(4, 1)]);
});

test('a row without codes: none is matched, and it is told how many there are', () => {
  const found = codesForRows(ITEMS, inUse(['d', 'x', 'a'], [0, 1, 2], 3));
  expect(found).toEqual({ rows: 3, known: 2, items: null });
});

test.each([
  ['as many as rows in use', [5, 6, 7, 8], 9, [1, 2, 3, 4]],
  ['as many as rows of the file', [1, 3], 4, [2, 4]],
  ['neither', [1, 3], 9, null],
])('without ids by place: %s', (_how, rowNumbers, totalRows, codes) => {
  const ids = rowNumbers.map((row) => `id ${row}`);
  const { items } = codesForRows({ ...ITEMS, byRow: true }, inUse(ids, rowNumbers, totalRows));
  expect(items?.sids.codes ?? null).toEqual(codes && [Uint32Array.from(codes)]);
});
