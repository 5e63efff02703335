import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deeperPrefixes, noPrefixes } from './prefixes';
import { SIX_ITEMS, anySids, sidStrings } from './sids.fixture';
import type { Sids } from './types';

function prefixesOf(sids: Sids) {
  return sids.codes.reduce(
    (prefixes, codes) => deeperPrefixes(prefixes, codes),
    noPrefixes(sids.rows),
  );
}

test('ids are dense and in order of first appearance', () => {
  const prefixes = prefixesOf(SIX_ITEMS);
  expect(prefixes.depth).toBe(2);
  expect(prefixes.ids).toEqual(Uint32Array.of(0, 0, 1, 2, 2, 3));
  expect(prefixes.counts).toEqual(Uint32Array.of(2, 1, 2, 1));
  expect(prefixes.firstRows).toEqual(Uint32Array.of(0, 2, 3, 5));
});

test('before level 1 all items share the empty prefix', () => {
  expect(noPrefixes(3).counts).toEqual(Uint32Array.of(3));
  expect(noPrefixes(0).counts).toEqual(new Uint32Array(0));
});

test('codes too wide to pack into 32 bits stay apart', () => {
  const top = 2 ** 32 - 1;
  const sids: Sids = {
    rows: 4,
    codebookSizes: [2 ** 32, 2 ** 32],
    codes: [Uint32Array.of(top, 0, top, 1), Uint32Array.of(0, top, top, 2 ** 31)],
  };
  expect(prefixesOf(sids).counts).toEqual(Uint32Array.of(1, 1, 1, 1));
});

test('another number of rows is a bug', () => {
  expect(() => deeperPrefixes(noPrefixes(2), new Uint32Array(3))).toThrow('3 codes for 2 rows');
});

test('equal ids exactly where the SIDs are equal', () => {
  fc.assert(
    fc.property(anySids, (sids) => {
      const order = [...new Set(sidStrings(sids))];
      const expected = sidStrings(sids).map((sid) => order.indexOf(sid));
      const prefixes = prefixesOf(sids);
      expect([...prefixes.ids]).toEqual(expected);
      expect([...prefixes.firstRows]).toEqual(order.map((_, id) => expected.indexOf(id)));
    }),
  );
});
