import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readIndexJson, writeIndexJson } from './index-json';
import type { ItemSids } from './item-sids';
import { SIX_NAMED, anyItemSids, problemOf } from './notations.fixture';

/** The text of each item's SID: an object does not keep the order of its rows. */
function byItem({ itemIds, sids }: ItemSids): Map<string, string> {
  return new Map(itemIds.map((id, row) => [id, sids.codes.map((codes) => codes[row]).join()]));
}

test('a file as LC-Rec writes it', () => {
  const json: unknown = JSON.parse(
    '{"0": ["<a_12>","<b_7>","<c_201>"], "B07": ["<a_0>","<b_9>","<c_3>"]}',
  );
  expect(readIndexJson(json)).toEqual({
    itemIds: ['0', 'B07'],
    sids: {
      rows: 2,
      codebookSizes: [13, 10, 202],
      codes: [Uint32Array.of(12, 0), Uint32Array.of(7, 9), Uint32Array.of(201, 3)],
    },
  });
});

test('six items by hand, one called __proto__', () => {
  const json = writeIndexJson(SIX_NAMED);
  expect(Object.keys(json)).toEqual(['3', '12', 'B07', '', 'a b', '__proto__']);
  expect(json['B07']).toEqual(['<a_0>', '<b_0>']);
  expect(JSON.stringify(json)).toContain('"__proto__":["<a_2>","<b_1>"]');
});

test('an empty index', () => {
  expect(readIndexJson({}).sids).toEqual({ rows: 0, codebookSizes: [], codes: [] });
});

test.each([null, 5, 'x', undefined, [['<a_1>']]])('%j is no index', (json) => {
  expect(problemOf(() => readIndexJson(json)).code).toBe('SID_SYNTAX');
});

test.each([
  { tokens: [] },
  { tokens: '<a_1><b_2>' },
  { tokens: null },
  { tokens: [1, 2] },
  { tokens: [['<a_1>'], '<b_2>'] },
  { tokens: ['<a_1>', '<a_2>'] },
  { tokens: ['<b_1>', '<a_2>'] },
  { tokens: ['<a_1>', '<b_-2>'] },
  { tokens: ['a_1', 'b_2'] },
])('$tokens are no SID', ({ tokens }) => {
  const problem = problemOf(() => readIndexJson({ good: ['<a_1>', '<b_2>'], bad: tokens }));
  expect(problem.code).toBe('SID_SYNTAX');
  expect(problem.message).toContain('Item "bad" (row 1)');
});

test('a token that only colliding items have', () => {
  const json = { x: ['<a_1>', '<b_2>'], y: ['<a_1>', '<b_2>', '<c_0>'] };
  expect(problemOf(() => readIndexJson(json))).toMatchObject({
    code: 'SID_LEVELS',
    message: 'Item "y" (row 1) has 3 codes, the items before it have 2.',
  });
});

test('an item twice cannot be written: one would be lost', () => {
  const twice = { ...SIX_NAMED, itemIds: ['a', 'b', 'c', 'b', 'd', 'e'] };
  expect(problemOf(() => writeIndexJson(twice)).code).toBe('SID_ITEM_TWICE');
});

test('27 levels have no letter', () => {
  const codes = Array.from({ length: 27 }, () => Uint32Array.of(0));
  const sids = { rows: 1, codebookSizes: codes.map(() => 1), codes };
  expect(() => writeIndexJson({ itemIds: ['a'], sids })).toThrow('27 levels');
});

test('what is written is read back, through JSON text', () => {
  fc.assert(
    fc.property(anyItemSids, ({ itemIds, sids }) => {
      const { codebookSizes } = sids;
      const json: unknown = JSON.parse(JSON.stringify(writeIndexJson({ itemIds, sids })));
      const read = readIndexJson(json, { codebookSizes });
      expect(byItem(read)).toEqual(byItem({ itemIds, sids }));
      expect(read.sids.codebookSizes).toEqual(codebookSizes);
    }),
  );
});
