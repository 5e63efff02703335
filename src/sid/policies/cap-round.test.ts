import { expect, test } from 'vitest';
import { capRound, type OverflowItem } from './cap-round';
import { DRAW, hashBits } from './seeded-hash';

const item = (row: number, origin: number, ...candidates: number[]): OverflowItem => ({
  row,
  origin,
  candidates: Uint32Array.from(candidates),
});

/** Codes by row. */
function round(items: OverflowItem[], held: [number, number][], cap: number, seed = 0) {
  const placed = capRound(items, new Map(held), { cap, seed });
  return Object.fromEntries([...placed].map(([{ row }, code]) => [row, code]));
}

test('step 3: codes at the cap take nobody', () => {
  expect(round([item(0, 0, 1, 2, 3)], [[1, 2]], 2)).toEqual({ 0: 2 });
  const full: [number, number][] = [
    [1, 1],
    [2, 1],
  ];
  expect(round([item(0, 0, 1, 2)], full, 1)).toEqual({});
});

test('step 4: of one SID and priority only as many bid as the cap, at random', () => {
  for (let seed = 0; seed < 8; seed++) {
    const stream = hashBits(hashBits(seed, DRAW.bids), 0);
    const first = hashBits(stream, 7) < hashBits(stream, 8) ? 7 : 8;
    // They ask for different codes, both free: but for step 4 both would get one.
    const placed = round([item(7, 0, 1), item(8, 0, 2)], [], 1, seed);
    expect(placed).toEqual(first === 7 ? { 7: 1 } : { 8: 2 });
  }
});

test('step 5: the better priority wins the last place', () => {
  expect(round([item(0, 0, 5, 9), item(1, 1, 9)], [[5, 1]], 1)).toEqual({ 1: 9 });
  expect(round([item(0, 0, 9), item(1, 1, 5, 9)], [[5, 1]], 1)).toEqual({ 0: 9 });
});

test('step 5: at equal priority the draw decides', () => {
  for (let seed = 0; seed < 8; seed++) {
    const stream = hashBits(seed, DRAW.newcomers);
    const first = hashBits(stream, 3) < hashBits(stream, 4) ? 3 : 4;
    expect(round([item(3, 0, 9), item(4, 1, 9)], [], 1, seed)).toEqual({ [first]: 9 });
  }
});

test('step 6: a released win keeps its rank to the end of the round', () => {
  // Row 0 wins code 2 at priority 0 and code 3 at priority 1. It takes 2, and yet row 1, which
  // wants 3 at priority 2, has to wait for the next round.
  const items = [item(0, 0, 2, 3), item(1, 1, 8, 2, 3)];
  expect(round(items, [[8, 1]], 1)).toEqual({ 0: 2 });
  const next: [number, number][] = [
    [8, 1],
    [2, 1],
  ];
  expect(round(items.slice(1), next, 1)).toEqual({ 1: 3 });
});

test('incumbents are not changed, no item places nothing', () => {
  const held = new Map([[1, 1]]);
  capRound([item(0, 0, 1, 2)], held, { cap: 2, seed: 0 });
  expect(held).toEqual(new Map([[1, 1]]));
  expect(round([], [], 1)).toEqual({});
});
