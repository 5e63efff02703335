import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SIX_ITEMS, anySids, sidStrings } from '../sids.fixture';
import type { Sids } from '../types';
import { NO_ITEMS, bucketSizes, changedRows, oneLevel } from './policies.fixture';
import { DEFAULT_POLICIES } from './policy-config';
import { hashBits } from './seeded-hash';
import { sinkhorn, type GroupDistances } from './sinkhorn';

const CONFIG = DEFAULT_POLICIES.sinkhorn;

/** Squared distances on a line between items and codewords. */
function onALine(items: number[], codewords: number[], scale = 1): GroupDistances {
  return (rows) =>
    Float32Array.from(
      [...rows].flatMap((row) => codewords.map((word) => scale * (items[row]! - word) ** 2)),
    );
}

/** Distances of no particular order. */
const anyDistances =
  (codebookSize: number, seed: number): GroupDistances =>
  (rows) =>
    Float32Array.from({ length: rows.length * codebookSize }, (_, at) => hashBits(seed, at) >>> 20);

test('of two items the one that loses less gives way', async () => {
  // Code 1 in place of 0 costs 0.4 another 0.36 - 0.16, and 0 another 1.
  const result = await sinkhorn(oneLevel(3, 0, 0), onALine([0.4, 0], [0, 1, 5]), CONFIG);
  expect(result.sids.codes[0]).toEqual(Uint32Array.of(1, 0));
  expect(result).toMatchObject({ moved: 1, prefixChanges: 0, unplaced: new Uint32Array(0) });
});

test('jointly over the prefix: neighbours shift along instead of one item jumping far', async () => {
  // Shifting by one each costs 1 + 1 + 1, jumping from 0 to 3 costs 9.
  const items = [0, 0, 1, 2];
  const { sids } = await sinkhorn(oneLevel(4, ...items), onALine(items, [0, 1, 2, 3]), CONFIG);
  expect([...sids.codes[0]!].sort()).toEqual([0, 1, 2, 3]);
  const total = items.reduce((sum, x, row) => sum + (x - sids.codes[0]![row]!) ** 2, 0);
  expect(total).toBe(3);
});

test('only prefixes with collisions are asked for, in order, and only they change', async () => {
  const asked: number[][] = [];
  const codes = [Uint32Array.of(5, 2, 2, 5, 9, 9, 2), Uint32Array.of(1, 0, 0, 2, 3, 3, 1)];
  const sids: Sids = { rows: 7, codebookSizes: [10, 4], codes };
  const result = await sinkhorn(
    sids,
    async (rows) => {
      asked.push([...rows]);
      return anyDistances(4, 1)(rows);
    },
    CONFIG,
  );
  expect(asked).toEqual([
    [1, 2, 6],
    [4, 5],
  ]);
  expect(result.sids.codes[0]).toBe(codes[0]);
  expect(result.sids.codes[1]![0]).toBe(1);
  expect(result.sids.codes[1]![3]).toBe(2);
  expect(new Set(sidStrings(result.sids)).size).toBe(7);
});

test('bit-identical items are told apart', async () => {
  const twins = onALine([3, 3, 3], [0, 1, 2, 3, 4, 5]);
  const { sids, moved } = await sinkhorn(oneLevel(6, 3, 3, 3), twins, CONFIG);
  expect([...sids.codes[0]!].sort()).toEqual([2, 3, 4]);
  expect(moved).toBe(2);
});

test('more items than codes: balanced, the rest unplaced', async () => {
  const items = [0, 0, 0, 0, 0, 1, 2];
  const line = onALine(items, [0, 1, 2]);
  const { sids, unplaced } = await sinkhorn(oneLevel(3, ...items), line, CONFIG);
  expect([...bucketSizes(sids).values()].sort()).toEqual([2, 2, 3]);
  expect(unplaced.length).toBe(4);
});

test.each([1e-24, 1e-12, 1e12, 1e36])('distances times %d: the same codes', async (scale) => {
  const items = [0, 0, 1, 2.2, 2.3, 6];
  const words = [0, 1, 2, 3, 4, 7];
  const sids = oneLevel(6, 0, 0, 1, 2, 2, 5);
  const codesOf = async (by: number) =>
    (await sinkhorn(sids, onALine(items, words, by), CONFIG)).sids.codes[0];
  expect(await codesOf(scale)).toEqual(await codesOf(1));
});

test.each([NO_ITEMS, oneLevel(4, 2), oneLevel(4, 2, 3, 0)])('nothing to do', async (sids) => {
  const never: GroupDistances = () => {
    throw new Error('asked');
  };
  expect(await sinkhorn(sids, never, CONFIG)).toEqual({
    sids,
    moved: 0,
    prefixChanges: 0,
    unplaced: new Uint32Array(0),
    rounds: 0,
  });
});

test('progress, and a cancel between prefixes', async () => {
  const distances = anyDistances(2, 1);
  const seen: [number, number][] = [];
  await sinkhorn(SIX_ITEMS, distances, CONFIG, { onProgress: (...at) => seen.push(at) });
  expect(seen).toEqual([
    [1, 2],
    [2, 2],
  ]);
  const controller = new AbortController();
  const onProgress = () => controller.abort();
  const { signal } = controller;
  await expect(
    sinkhorn(SIX_ITEMS, distances, CONFIG, { signal, onProgress }),
  ).rejects.toMatchObject({ code: 'CANCELLED' });
});

test('invariants', async () => {
  await fc.assert(
    fc.asyncProperty(anySids, fc.nat(), async (before, seed) => {
      const codes = before.codes.map((level) => level.slice());
      const k = before.codebookSizes.at(-1)!;
      const distances = anyDistances(k, seed);
      const result = await sinkhorn(before, distances, CONFIG);
      expect(before.codes).toEqual(codes);
      expect(await sinkhorn(before, distances, CONFIG)).toEqual(result);
      expect(result.sids.codes.slice(0, -1)).toEqual(codes.slice(0, -1));
      expect(result.prefixChanges).toBe(0);
      expect(result.moved).toBe(changedRows(before, result.sids).length);
      const prefixes = { ...before, codes: before.codes.slice(0, -1) };
      const excess = [...bucketSizes(prefixes).values()].map((n) => Math.max(0, n - k));
      expect(result.unplaced.length).toBe(excess.reduce((a, b) => a + b, 0));
      expect(bucketSizes(result.sids).size).toBe(before.rows - result.unplaced.length);
    }),
    { numRuns: 50 },
  );
});
