import { expect, test } from 'vitest';
import { SIX_ITEMS } from '../sids.fixture';
import { keep } from './keep';
import { knnCap } from './knn-cap';
import { NO_ITEMS, oneLevel } from './policies.fixture';
import { DEFAULT_POLICIES } from './policy-config';
import { policyReport } from './policy-report';
import { suffix } from './suffix';

test('suffix: before, after and the difference', () => {
  const { before, after, delta, extraDistortion } = policyReport(SIX_ITEMS, suffix(SIX_ITEMS));
  expect(before).toMatchObject({
    n: 6,
    depth: 2,
    unique: 4,
    maxBucket: 2,
    itemsInCollisionCount: 4,
  });
  expect(after).toMatchObject({
    n: 6,
    depth: 3,
    unique: 6,
    maxBucket: 1,
    itemsInCollisionCount: 0,
  });
  expect(delta).toMatchObject({
    depth: 1,
    unique: 2,
    itemsInCollisionCount: -4,
    maxBucket: -1,
    meanBucket: -0.5,
    space: 16,
  });
  expect(delta.uniqueRatio).toBeCloseTo(1 / 3, 12);
  expect(delta.collisionRate).toBeCloseTo(-1 / 3, 12);
  expect(extraDistortion).toBeNull();
});

test('keep: no difference', () => {
  const { delta, extraDistortion } = policyReport(SIX_ITEMS, keep(SIX_ITEMS), () => 2);
  expect(Object.values(delta).every((value) => value === 0)).toBe(true);
  expect(extraDistortion).toBe(0);
});

test('extra distortion: from a function of row and code, or from two arrays', () => {
  const sids = oneLevel(3, 0, 0);
  const config = { ...DEFAULT_POLICIES.knnCap, cap: 1 };
  const result = knnCap(sids, Uint32Array.of(2, 1, 2, 1), config);
  // One of the two moves to code 2: 1 + 1 before, 1 + 3 after.
  const distances = [1, 9, 3];
  const byCode = policyReport(sids, result, (_, code) => distances[code]!);
  expect(byCode.extraDistortion).toBe(1);
  const arrays = { before: [1, 1], after: Float32Array.of(1, 3) };
  expect(policyReport(sids, result, arrays).extraDistortion).toBe(1);
});

test('the last of the original levels counts, not the added one', () => {
  const seen = new Set<number>();
  policyReport(SIX_ITEMS, suffix(SIX_ITEMS), (_, code) => {
    seen.add(code);
    return 1;
  });
  expect(seen).toEqual(new Set([0, 1]));
});

test('no distortion before: none extra, or infinitely more', () => {
  const zero = { before: [0, 0], after: [0, 0] };
  const sids = oneLevel(2, 0, 1);
  expect(policyReport(sids, keep(sids), zero).extraDistortion).toBe(0);
  expect(policyReport(sids, keep(sids), { ...zero, after: [0, 1] }).extraDistortion).toBe(Infinity);
});

test('no items', () => {
  const { delta, extraDistortion } = policyReport(NO_ITEMS, suffix(NO_ITEMS), () => 1);
  expect(delta).toMatchObject({ unique: 0, uniqueRatio: 0, meanBucket: 0 });
  expect(extraDistortion).toBe(0);
});

test('an array that is too short is a bug', () => {
  const sids = oneLevel(2, 0, 1);
  const short = { before: [1, 1], after: [1] };
  expect(() => policyReport(sids, keep(sids), short)).toThrow('no distance for row 1');
});
