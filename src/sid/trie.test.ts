import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lexicographicOrder } from './lexicographic-order';
import { SIX_ITEMS, anySids } from './sids.fixture';
import { NO_NODE, buildTrie, childCodes, childNode, itemRange, nodeCount, nodeOf } from './trie';
import type { Sids } from './types';

test('six items by hand: 0-0, 0-0, 0-1, 1-0, 1-0, 2-1', () => {
  expect(buildTrie(SIX_ITEMS)).toEqual({
    depth: 2,
    childStarts: [Uint32Array.of(0, 3), Uint32Array.of(0, 2, 3, 4)],
    codes: [Uint32Array.of(0, 1, 2), Uint32Array.of(0, 1, 0, 1)],
    itemStarts: Uint32Array.of(0, 2, 3, 5, 6),
    items: Uint32Array.of(0, 1, 2, 3, 4, 5),
  });
});

test('walking it', () => {
  const trie = buildTrie(SIX_ITEMS);
  expect([0, 1, 2].map((depth) => nodeCount(trie, depth))).toEqual([1, 3, 4]);
  expect(childCodes(trie, 0, 0)).toEqual(Uint32Array.of(0, 1, 2));
  expect(childCodes(trie, 1, 2)).toEqual(Uint32Array.of(1));
  expect(childNode(trie, 1, 2, 1)).toBe(3);
  // Code 0 exists under a neighbour, not under node 2; 3 lies behind all codes.
  expect(childNode(trie, 1, 2, 0)).toBe(NO_NODE);
  expect(childNode(trie, 0, 0, 3)).toBe(NO_NODE);
  expect(nodeOf(trie, [])).toBe(0);
  expect(nodeOf(trie, [0, 1])).toBe(1);
  expect(nodeOf(trie, [3, 0])).toBe(NO_NODE);
  expect(itemRange(trie, 1, 0)).toEqual([0, 3]);
  expect(itemRange(trie, 0, 0)).toEqual([0, 6]);
});

test('no items: a root without children', () => {
  const trie = buildTrie({ rows: 0, codebookSizes: [4], codes: [new Uint32Array(0)] });
  expect(childCodes(trie, 0, 0)).toEqual(new Uint32Array(0));
  expect(nodeOf(trie, [0])).toBe(NO_NODE);
  expect(itemRange(trie, 0, 0)).toEqual([0, 0]);
});

test('no levels: all items at the root', () => {
  const trie = buildTrie({ rows: 3, codebookSizes: [], codes: [] });
  expect(itemRange(trie, 0, 0)).toEqual([0, 3]);
});

test('codebooks wider than one counting pass, up to the last code', () => {
  const sids: Sids = {
    rows: 4,
    codebookSizes: [2 ** 32, 65_537],
    codes: [Uint32Array.of(2 ** 32 - 1, 65_536, 0, 65_536), Uint32Array.of(0, 65_536, 1, 65_535)],
  };
  expect(lexicographicOrder(sids)).toEqual(Uint32Array.of(2, 3, 1, 0));
});

test('a code outside its codebook is a bug', () => {
  const sids = { rows: 1, codebookSizes: [2], codes: [Uint32Array.of(2)] };
  expect(() => buildTrie(sids)).toThrow('code 2 at level 1 of 2 codes');
});

test('every prefix leads to exactly its items, and its children are its continuations', () => {
  fc.assert(
    fc.property(anySids, (sids) => {
      const trie = buildTrie(sids);
      for (let depth = 0; depth <= sids.codes.length; depth++) {
        const prefixes = new Map<string, { prefix: number[]; rows: number[] }>();
        for (let row = 0; row < sids.rows; row++) {
          const prefix = sids.codes.slice(0, depth).map((codes) => codes[row]!);
          const known = prefixes.get(prefix.join('-')) ?? { prefix, rows: [] };
          known.rows.push(row);
          prefixes.set(prefix.join('-'), known);
        }
        if (sids.rows > 0) expect(nodeCount(trie, depth)).toBe(prefixes.size);
        for (const { prefix, rows } of prefixes.values()) {
          const node = nodeOf(trie, prefix);
          const items = trie.items.slice(...itemRange(trie, depth, node));
          expect([...items].sort((a, b) => a - b)).toEqual(rows);
          if (depth === trie.depth) expect([...items]).toEqual(rows);
          else {
            const next = [...new Set(rows.map((row) => sids.codes[depth]![row]!))];
            expect([...childCodes(trie, depth, node)]).toEqual(next.sort((a, b) => a - b));
          }
        }
      }
    }),
  );
});
