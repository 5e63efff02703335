import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SIX_ITEMS, anySids } from '../sids.fixture';
import type { Sids } from '../types';
import { knnCap } from './knn-cap';
import {
  NO_ITEMS,
  anyCap,
  bucketSizes,
  changedRows,
  oneLevel,
  someCandidates,
} from './policies.fixture';
import { DEFAULT_POLICIES } from './policy-config';

const CONFIG = { ...DEFAULT_POLICIES.knnCap, cap: 1, candidates: 3 };
/** Rows 0, 1 and 2 share code 0, row 3 has code 1. */
const FOUR: Sids = oneLevel(4, 0, 0, 0, 1);
const FOUR_NEAREST = Uint32Array.of(1, 2, 3, 1, 2, 3, 1, 2, 3, 0, 2, 3);

test('by hand, seed 0: both find a place in one round', () => {
  // Step 1 keeps row 2. Code 1 is full. Of rows 0 and 1, row 1 draws the bid for code 2 (priority
  // 2nd) and row 0 the bid for code 3 (3rd): one win each.
  const result = knnCap(FOUR, FOUR_NEAREST, { ...CONFIG, seed: 0 });
  expect(result.sids.codes[0]).toEqual(Uint32Array.of(3, 2, 0, 1));
  expect(result).toMatchObject({ moved: 2, prefixChanges: 0, rounds: 1 });
});

test('by hand, seed 1: a released win is filled in the second round', () => {
  // Step 1 keeps row 2 again. Row 1 draws both bids and wins both codes; it keeps 2 and releases 3,
  // which row 0 gets in round 2.
  const result = knnCap(FOUR, FOUR_NEAREST, { ...CONFIG, seed: 1 });
  expect(result.sids.codes[0]).toEqual(Uint32Array.of(3, 2, 0, 1));
  expect(result).toMatchObject({ moved: 2, rounds: 2 });
  expect(result.unplaced).toEqual(new Uint32Array(0));
});

test('after the last round the rest is unplaced and keeps its code', () => {
  const result = knnCap(FOUR, FOUR_NEAREST, { ...CONFIG, seed: 1, maxRounds: 1 });
  expect(result.sids.codes[0]).toEqual(Uint32Array.of(0, 2, 0, 1));
  expect(result).toMatchObject({ moved: 1, rounds: 1, unplaced: Uint32Array.of(0) });
});

test('no candidate left: the rest is unplaced', () => {
  // Only the first two of the three candidates may be tried: code 3 is out of reach.
  const result = knnCap(FOUR, FOUR_NEAREST, { ...CONFIG, seed: 0, candidates: 2 });
  expect(result.sids.codes[0]).toEqual(Uint32Array.of(0, 2, 0, 1));
  expect(result).toMatchObject({ moved: 1, rounds: 1, unplaced: Uint32Array.of(0) });
});

test('the prefix is fixed: the same code of another prefix is no obstacle', () => {
  const nearest = Uint32Array.of(1, 1, 0, 1, 1, 0);
  const { sids, moved, unplaced } = knnCap(SIX_ITEMS, nearest, CONFIG);
  expect(sids.codes[0]).toBe(SIX_ITEMS.codes[0]);
  // 0-1 is taken, so 0-0 stays too full; 1-1 is free and takes one of 1-0.
  expect(moved).toBe(1);
  expect(unplaced.length).toBe(1);
  expect(bucketSizes(sids)).toEqual(
    new Map(Object.entries({ '0-0': 2, '0-1': 1, '1-0': 1, '1-1': 1, '2-1': 1 })),
  );
});

test.each([
  { name: 'no items', sids: NO_ITEMS },
  { name: 'one item', sids: oneLevel(4, 2) },
  { name: 'a cap over every bucket', sids: SIX_ITEMS, cap: 3 },
  { name: 'a cap as large as the largest bucket', sids: SIX_ITEMS, cap: 2 },
])('$name: nothing moves', ({ sids, cap = 1 }) => {
  const nearest = someCandidates(sids, 1, 0);
  expect(knnCap(sids, nearest, { ...CONFIG, cap })).toEqual({
    sids,
    moved: 0,
    prefixChanges: 0,
    unplaced: new Uint32Array(0),
    rounds: 0,
  });
});

test('a codebook of one code has no candidates', () => {
  const sids = oneLevel(1, 0, 0, 0);
  const result = knnCap(sids, new Uint32Array(0), CONFIG);
  expect(result.sids).toEqual(sids);
  expect(result.unplaced.length).toBe(2);
});

test('a ragged table is a bug', () => {
  expect(() => knnCap(FOUR, new Uint32Array(6), CONFIG)).toThrow('6 candidates, not a multiple');
});

test('invariants of the cap', () => {
  fc.assert(
    fc.property(anySids, anyCap, (before, config) => {
      const codes = before.codes.map((level) => level.slice());
      const k = before.codebookSizes.at(-1)!;
      const nearest = someCandidates(before, k - 1, config.seed);
      const result = knnCap(before, nearest, config);
      expect(before.codes).toEqual(codes);
      expect(knnCap(before, nearest, config)).toEqual(result);
      expect(result.sids.rows).toBe(before.rows);
      expect(result.sids.codes.slice(0, -1)).toEqual(codes.slice(0, -1));
      expect(result.prefixChanges).toBe(0);
      expect(result.moved).toBe(changedRows(before, result.sids).length);
      expect(result.rounds).toBeLessThanOrEqual(config.maxRounds);
      const over = [...bucketSizes(result.sids).values()].map((n) => Math.max(0, n - config.cap));
      expect(over.reduce((a, b) => a + b, 0)).toBe(result.unplaced.length);
    }),
  );
});

test('with every other code as candidate only full prefixes stay over the cap', () => {
  fc.assert(
    fc.property(anySids, anyCap, (before, { cap, seed }) => {
      const k = before.codebookSizes.at(-1)!;
      const config = { cap, candidates: 200, maxRounds: 1000, seed };
      const { unplaced } = knnCap(before, someCandidates(before, k - 1, seed), config);
      const prefixes = { ...before, codes: before.codes.slice(0, -1) };
      const excess = [...bucketSizes(prefixes).values()].map((n) => Math.max(0, n - cap * k));
      expect(unplaced.length).toBe(excess.reduce((a, b) => a + b, 0));
    }),
  );
});
