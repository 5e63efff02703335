import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SIX_ITEMS, anySids } from '../sids.fixture';
import { NO_ITEMS, anyCap, bucketSizes, changedRows, oneLevel } from './policies.fixture';
import { DEFAULT_POLICIES } from './policy-config';
import { randomCap } from './random-cap';

const CONFIG = { ...DEFAULT_POLICIES.randomCap, cap: 1 };

test('a crowd spreads over the whole codebook', () => {
  const crowd = oneLevel(64, ...new Array<number>(64).fill(9));
  const { sids, moved, unplaced } = randomCap(crowd, CONFIG);
  expect(sids.codes[0]!.toSorted()).toEqual(Uint32Array.from({ length: 64 }, (_, code) => code));
  expect(moved).toBe(63);
  expect(unplaced.length).toBe(0);
});

test('too few candidates leave some unplaced', () => {
  const crowd = oneLevel(64, ...new Array<number>(64).fill(9));
  const { moved, unplaced } = randomCap(crowd, { ...CONFIG, candidates: 1 });
  expect(unplaced.length).toBeGreaterThan(0);
  expect(moved + unplaced.length).toBe(63);
});

test.each([NO_ITEMS, oneLevel(4, 2), oneLevel(4, 2, 3, 0)])('nothing to do', (sids) => {
  expect(randomCap(sids, CONFIG)).toMatchObject({ sids, moved: 0, rounds: 0 });
});

test('a codebook of one code has no other', () => {
  expect(randomCap(oneLevel(1, 0, 0), CONFIG).unplaced.length).toBe(1);
});

test('a cap over every bucket moves nothing', () => {
  expect(randomCap(SIX_ITEMS, { ...CONFIG, cap: 100 })).toMatchObject({
    sids: SIX_ITEMS,
    moved: 0,
  });
});

test('another seed, another result', () => {
  const crowd = oneLevel(64, ...new Array<number>(32).fill(9));
  const codesOf = (seed: number) => randomCap(crowd, { ...CONFIG, seed }).sids.codes[0];
  expect(codesOf(1)).toEqual(codesOf(1));
  expect(codesOf(1)).not.toEqual(codesOf(2));
});

test('invariants of the cap', () => {
  fc.assert(
    fc.property(anySids, anyCap, (before, config) => {
      const result = randomCap(before, config);
      expect(result.sids.codes.slice(0, -1)).toEqual(before.codes.slice(0, -1));
      expect(result.moved).toBe(changedRows(before, result.sids).length);
      const over = [...bucketSizes(result.sids).values()].map((n) => Math.max(0, n - config.cap));
      expect(over.reduce((a, b) => a + b, 0)).toBe(result.unplaced.length);
    }),
  );
});
