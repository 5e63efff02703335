import { expect, test } from 'vitest';
import { MAX_CODE, checkItemsDiffer, readColumn, toItemSids } from './item-sids';
import { problemOf } from './notations.fixture';

function read(rows: readonly (readonly number[] | null)[], ids = rows.map((_, row) => `i${row}`)) {
  return readColumn({
    itemIds: ids,
    codesOf: (row) => rows[row] ?? null,
    textOf: (row) => `text ${row}`,
    example: '1,2',
  });
}

test('codes become level-major', () => {
  expect(
    read([
      [1, 2],
      [3, 4],
      [5, 6],
    ]),
  ).toEqual([Uint32Array.of(1, 3, 5), Uint32Array.of(2, 4, 6)]);
  expect(read([])).toEqual([]);
});

test('codebook sizes are the largest code + 1, or as stated', () => {
  const codes = [Uint32Array.of(0, 3), Uint32Array.of(0, 0)];
  expect(toItemSids(['a', 'b'], codes).sids).toEqual({ rows: 2, codebookSizes: [4, 1], codes });
  expect(toItemSids(['a', 'b'], codes, [8, 2]).sids.codebookSizes).toEqual([8, 2]);
});

test('no items: as many levels as are stated', () => {
  expect(toItemSids([], []).sids).toEqual({ rows: 0, codebookSizes: [], codes: [] });
  expect(toItemSids([], [], [4]).sids).toEqual({
    rows: 0,
    codebookSizes: [4],
    codes: [new Uint32Array(0)],
  });
});

test('the first item that is not of the notation', () => {
  expect(problemOf(() => read([[1, 2], null, null]))).toMatchObject({
    code: 'SID_SYNTAX',
    message: 'Item "i1" (row 1) has the SID "text 1", which is not written like 1,2.',
  });
});

test('the first item with another number of codes', () => {
  expect(problemOf(() => read([[1, 2], [3, 4], [1, 2, 3], [1]]))).toMatchObject({
    code: 'SID_LEVELS',
    message: 'Item "i2" (row 2) has 3 codes, the items before it have 2.',
  });
});

test('an item listed twice', () => {
  expect(problemOf(() => read([[1], [2], [3]], ['x', 'y', 'x']))).toMatchObject({
    code: 'SID_ITEM_TWICE',
    message: 'Item "x" (row 2) was already in row 0.',
  });
  expect(() => checkItemsDiffer(['', ' ', '0'])).not.toThrow();
});

test('a number beyond 32 bits does not wrap around', () => {
  expect(problemOf(() => read([[7], [2 ** 32]]))).toMatchObject({
    code: 'SID_RANGE',
    message: 'Item "i1" (row 1) has code 4294967296 at level 1, more than any codebook has.',
  });
});

test('the first code outside its codebook, by item', () => {
  const codes = [Uint32Array.of(0, 0, 9), Uint32Array.of(0, 4, 0)];
  expect(problemOf(() => toItemSids(['a', 'b', 'c'], codes, [9, 4]))).toMatchObject({
    code: 'SID_RANGE',
    message: 'Item "b" (row 1) has code 4 at level 2, where the codebook has 4 codes, from 0.',
  });
});

test('both sides of the largest code that is read', () => {
  expect(toItemSids(['a'], [Uint32Array.of(MAX_CODE)]).sids.codebookSizes).toEqual([2 ** 24]);
  expect(problemOf(() => toItemSids(['a'], [Uint32Array.of(MAX_CODE + 1)])).code).toBe('SID_RANGE');
});

test('as many codebook sizes as levels', () => {
  expect(problemOf(() => toItemSids(['a'], [Uint32Array.of(0)], [4, 4]))).toMatchObject({
    code: 'SID_LEVELS',
    message: 'The SIDs have 1 codes and 2 codebook sizes are stated.',
  });
});

test('long texts are cut in messages', () => {
  const { message } = problemOf(() => read([null], ['x'.repeat(500)]));
  expect(message.length).toBeLessThan(160);
});
