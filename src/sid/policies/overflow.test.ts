import { expect, test } from 'vitest';
import { SIX_ITEMS } from '../sids.fixture';
import { overflowRows } from './overflow';
import { NO_ITEMS, oneLevel } from './policies.fixture';
import { DRAW, hashBits } from './seeded-hash';

test('the lowest draws stay, whatever the row order', () => {
  const sids = oneLevel(2, ...new Array<number>(8).fill(1));
  const stream = hashBits(5, DRAW.firstRanks);
  const byDraw = [0, 1, 2, 3, 4, 5, 6, 7].sort((a, b) => hashBits(stream, a) - hashBits(stream, b));
  expect(byDraw).not.toEqual(byDraw.toSorted());
  expect(overflowRows(sids, { cap: 3, seed: 5 })).toEqual(Uint32Array.from(byDraw.slice(3)).sort());
});

test('buckets are told apart by the whole SID', () => {
  const over = overflowRows(SIX_ITEMS, { cap: 1, seed: 0 });
  expect(over.length).toBe(2);
  expect([0, 1]).toContain(over[0]);
  expect([3, 4]).toContain(over[1]);
});

test('another seed, other rows', () => {
  const sids = oneLevel(1, ...new Array<number>(50).fill(0));
  const first = overflowRows(sids, { cap: 25, seed: 1 });
  expect(overflowRows(sids, { cap: 25, seed: 1 })).toEqual(first);
  expect(overflowRows(sids, { cap: 25, seed: 2 })).not.toEqual(first);
});

test('none where the cap is not reached', () => {
  expect(overflowRows(SIX_ITEMS, { cap: 2, seed: 0 })).toEqual(new Uint32Array(0));
  expect(overflowRows(NO_ITEMS, { cap: 1, seed: 0 })).toEqual(new Uint32Array(0));
});
