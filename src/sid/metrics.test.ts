import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countCodes, extendMetrics, sidMetrics } from './metrics';
import { SIX_ITEMS, anySids, sidStrings } from './sids.fixture';
import type { Sids } from './types';

test('six items by hand', () => {
  const { levels, depths } = sidMetrics(SIX_ITEMS);
  const [first, second] = levels;
  expect(first?.counts).toEqual(Uint32Array.of(3, 2, 1, 0));
  expect(first?.conditionalEntropyBits).toBeCloseTo(1.459148, 6);
  expect(first?.distinctPrefixes).toBe(3);
  expect(second?.entropyBits).toBeCloseTo(0.918296, 6);
  expect(second?.conditionalEntropyBits).toBeCloseTo(0.459148, 6);
  expect(second?.cumulativeEntropyBits).toBeCloseTo(1.918296, 6);
  expect(second?.distinctPrefixes).toBe(4);

  expect(depths[0]).toMatchObject({ depth: 1, unique: 3, maxBucket: 3, space: 4, fill: 0.75 });
  const sid = depths[1];
  expect(sid).toMatchObject({
    n: 6,
    depth: 2,
    unique: 4,
    itemsInCollisionCount: 4,
    maxBucket: 2,
    meanBucket: 1.5,
    histogram: [
      { size: 1, buckets: 2 },
      { size: 2, buckets: 2 },
    ],
    space: 8,
    fill: 0.5,
  });
  expect(sid?.uniqueRatio).toBeCloseTo(2 / 3, 12);
  expect(sid?.collisionRate).toBeCloseTo(1 / 3, 12);
  expect(sid?.itemsInCollision).toBeCloseTo(2 / 3, 12);
  expect(sid?.sidEntropyBits).toBeCloseTo(1.918296, 6);
  expect(sid?.forgeGini).toBeCloseTo(1 / 6, 12);
});

test('no items: no collision, no NaN', () => {
  const { depths } = sidMetrics({ rows: 0, codebookSizes: [4], codes: [new Uint32Array(0)] });
  expect(depths[0]).toEqual({
    n: 0,
    depth: 1,
    unique: 0,
    uniqueRatio: 1,
    collisionRate: 0,
    itemsInCollisionCount: 0,
    itemsInCollision: 0,
    maxBucket: 0,
    meanBucket: 0,
    histogram: [],
    sidEntropyBits: 0,
    forgeGini: 0,
    space: 4,
    fill: 0,
  });
});

test('one item', () => {
  const { depths } = sidMetrics({ rows: 1, codebookSizes: [4], codes: [Uint32Array.of(3)] });
  expect(depths[0]).toMatchObject({ unique: 1, uniqueRatio: 1, itemsInCollision: 0, maxBucket: 1 });
});

test('codebooks of one code put all items in one bucket', () => {
  const codes = [new Uint32Array(5), new Uint32Array(5)];
  const { levels, depths } = sidMetrics({ rows: 5, codebookSizes: [1, 1], codes });
  expect(levels[1]).toMatchObject({ entropyBits: 0, normalizedEntropy: 1, perplexity: 1 });
  expect(depths[1]).toMatchObject({
    unique: 1,
    collisionRate: 0.8,
    itemsInCollision: 1,
    maxBucket: 5,
    sidEntropyBits: 0,
    forgeGini: 0,
    fill: 1,
  });
});

test('eight wide levels: the space is a float beyond 2^53', () => {
  const codes = Array.from({ length: 8 }, () => Uint32Array.of(0, 32_767));
  const { depths } = sidMetrics({ rows: 2, codebookSizes: codes.map(() => 32_768), codes });
  expect(depths[7]?.space).toBe(2 ** 120);
  expect(depths[7]?.unique).toBe(2);
});

test('a level can be replaced: extending does not change the state before', () => {
  const [codes1, codes2] = SIX_ITEMS.codes as [Uint32Array, Uint32Array];
  const { state } = extendMetrics(null, codes1, 4);
  extendMetrics(state, Uint32Array.of(0, 1, 2, 3, 4, 5), 6);
  expect(extendMetrics(state, codes2, 2).sid).toEqual(sidMetrics(SIX_ITEMS).depths[1]);
});

test('codes outside the codebook are a bug', () => {
  expect(() => countCodes(Uint32Array.of(0, 4), 4)).toThrow(
    'code 4 at row 1 is outside a codebook of 4',
  );
});

test('a missing codebook size is a bug', () => {
  const sids: Sids = { rows: 1, codebookSizes: [], codes: [Uint32Array.of(0)] };
  expect(() => sidMetrics(sids)).toThrow('no codebook size for level 1');
});

test('invariants of any SID set', () => {
  fc.assert(
    fc.property(anySids, (sids) => {
      const { levels, depths } = sidMetrics(sids);
      let conditional = 0;
      for (const [l, level] of levels.entries()) {
        const sid = depths[l];
        if (!sid) throw new Error('a depth per level');
        conditional += level.conditionalEntropyBits;
        expect(conditional).toBeCloseTo(sid.sidEntropyBits, 10);
        expect(sid.sidEntropyBits).toBeLessThanOrEqual(Math.log2(Math.max(1, sids.rows)) + 1e-12);
        expect(level.entropyBits).toBeLessThanOrEqual(Math.log2(level.codebookSize) + 1e-12);
        expect(level.conditionalEntropyBits).toBeLessThanOrEqual(level.entropyBits + 1e-12);
        expect(level.perplexity).toBeLessThanOrEqual(level.used + (level.used === 0 ? 1 : 1e-9));
        expect(level.used + level.dead).toBe(level.codebookSize);
        expect(level.gini).toBeGreaterThanOrEqual(-1e-12);
        expect(level.gini).toBeLessThan(1);
        expect(level.counts.reduce((a, b) => a + b, 0)).toBe(sids.rows);

        expect(sid.unique).toBe(new Set(sidStrings(sids, l + 1)).size);
        expect(sid.unique).toBeLessThanOrEqual(Math.min(sids.rows, sid.space));
        expect(sid.unique).toBeGreaterThanOrEqual(depths[l - 1]?.unique ?? 0);
        expect(sid.uniqueRatio + sid.collisionRate).toBeCloseTo(1, 12);
        // Every colliding item but one a bucket is lost; a bucket holds at least two.
        expect(sid.itemsInCollision).toBeGreaterThanOrEqual(sid.collisionRate - 1e-12);
        expect(sid.itemsInCollision).toBeLessThanOrEqual(2 * sid.collisionRate + 1e-12);
        expect(sid.histogram.reduce((sum, bar) => sum + bar.size * bar.buckets, 0)).toBe(sids.rows);
        expect(sid.histogram.reduce((sum, bar) => sum + bar.buckets, 0)).toBe(sid.unique);
      }
    }),
  );
});

test('the order of items does not matter', () => {
  fc.assert(
    fc.property(anySids, (sids) => {
      const reversed = { ...sids, codes: sids.codes.map((codes) => codes.slice().reverse()) };
      const { depths } = sidMetrics(sids);
      const others = sidMetrics(reversed).depths;
      for (const [d, depth] of depths.entries()) {
        expect(others[d]?.unique).toBe(depth.unique);
        expect(others[d]?.histogram).toEqual(depth.histogram);
        expect(others[d]?.forgeGini).toBe(depth.forgeGini);
        expect(others[d]?.sidEntropyBits).toBeCloseTo(depth.sidEntropyBits, 10);
      }
    }),
  );
});
