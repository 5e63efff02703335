import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SIX_ITEMS, anySids, sidStrings } from '../sids.fixture';
import { capBuckets } from './cap-buckets';
import { forgeCap } from './forge-cap.fixture';
import { anyCap, crowdedSids, oneLevel, someCandidates } from './policies.fixture';

test('equal to the rounds of FORGE over all prefixes at once', () => {
  fc.assert(
    fc.property(fc.oneof(anySids, crowdedSids), anyCap, (before, config) => {
      const length = Math.min(config.candidates, before.codebookSizes.at(-1)! - 1);
      const table = someCandidates(before, length, config.seed);
      const candidatesOf = (row: number) => table.subarray(row * length, (row + 1) * length);
      const { sids, unplaced } = capBuckets(before, config, candidatesOf);
      const expected = forgeCap(before, config, candidatesOf);
      expect(sidStrings(sids)).toEqual(expected.sids);
      expect([...unplaced]).toEqual(expected.unplaced);
    }),
  );
});

test('only rows over the cap are asked for candidates, once each', () => {
  const asked: number[] = [];
  const config = { cap: 1, candidates: 1, maxRounds: 9, seed: 0 };
  const { sids } = capBuckets(SIX_ITEMS, config, (row) => {
    asked.push(row);
    return Uint32Array.of(1);
  });
  // 0-0 and 1-0 hold two items each; 0-1 is taken and 1-1 is free.
  expect(asked.length).toBe(2);
  expect([0, 1]).toContain(asked[0]);
  expect([3, 4]).toContain(asked[1]);
  expect(sids.codes[1]![asked[1]!]).toBe(1);
});

test('its own code among the candidates does no harm', () => {
  const config = { cap: 1, candidates: 2, maxRounds: 9, seed: 0 };
  const { sids, unplaced } = capBuckets(oneLevel(3, 0, 0), config, () => Uint32Array.of(0, 2));
  expect(sids.codes[0]!.toSorted()).toEqual(Uint32Array.of(0, 2));
  expect(unplaced.length).toBe(0);
});

test('a candidate outside the codebook is a bug', () => {
  const config = { cap: 1, candidates: 1, maxRounds: 9, seed: 0 };
  expect(() => capBuckets(oneLevel(3, 0, 0), config, () => Uint32Array.of(3))).toThrow(
    'candidate 3 is outside a codebook of 3',
  );
});
