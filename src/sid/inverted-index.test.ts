import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bucketOf, hammingOne, layeredUnion } from './inverted-index';
import { SIX_ITEMS, anySids } from './sids.fixture';
import { buildTrie } from './trie';

// Rows 0..5: 0-0, 0-0, 0-1, 1-0, 1-0, 2-1.
const SIX = buildTrie(SIX_ITEMS);
const NONE = new Uint32Array(0);

test('the items of a SID', () => {
  expect(bucketOf(SIX, [1, 0])).toEqual(Uint32Array.of(3, 4));
  expect(bucketOf(SIX, [2, 0])).toEqual(NONE);
});

test.each([
  // Own bucket, then the swap of level 2 (0-1), then of level 1 (1-0).
  { sid: [0, 0], items: [0, 1, 2, 3, 4] },
  { sid: [0, 1], items: [2, 0, 1, 5] },
  // Not in the catalogue: 2-1 by level 2; 0-0 and 1-0 by level 1.
  { sid: [2, 0], items: [5, 0, 1, 3, 4] },
  // No item begins with 3.
  { sid: [3, 1], items: [2, 5] },
])('Hamming-1 of $sid: $items', ({ sid, items }) => {
  expect([...hammingOne(SIX, sid)]).toEqual(items);
});

test.each([
  { sid: [0, 1], enough: 1, items: [2], depth: 2 },
  // The last layer is taken whole.
  { sid: [0, 1], enough: 2, items: [2, 0, 1], depth: 1 },
  // Never the whole catalogue.
  { sid: [0, 1], enough: 9, items: [2, 0, 1], depth: 1 },
  { sid: [1, 1], enough: 1, items: [3, 4], depth: 1 },
  { sid: [3, 1], enough: 1, items: [], depth: 0 },
  { sid: [0, 0], enough: 0, items: [], depth: 0 },
])('layers of $sid until $enough: $items', ({ sid, enough, items, depth }) => {
  expect(layeredUnion(SIX, sid, enough)).toEqual({ items: Uint32Array.from(items), depth });
});

test('against brute force', () => {
  fc.assert(
    fc.property(anySids, fc.nat(), fc.nat(70), (sids, pick, enough) => {
      const sid = sids.codebookSizes.map((size, l) => (pick >> l) % size);
      const trie = buildTrie(sids);
      const rows = Array.from({ length: sids.rows }, (_, row) => row);
      const differing = (row: number) => sid.filter((code, l) => sids.codes[l]![row] !== code);
      const near = rows.filter((row) => differing(row).length <= 1);
      expect([...hammingOne(trie, sid)].sort((a, b) => a - b)).toEqual(near);

      const sharing = (depth: number) =>
        rows.filter((row) => sid.slice(0, depth).every((code, l) => sids.codes[l]![row] === code));
      let expected: number[] = [];
      for (let depth = sid.length; depth > 0 && expected.length < enough; depth--) {
        expected = sharing(depth);
      }
      const { items } = layeredUnion(trie, sid, enough);
      expect([...items].sort((a, b) => a - b)).toEqual(expected);
    }),
  );
});
