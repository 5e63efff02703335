import fc from 'fast-check';
import { sidStrings } from '../sids.fixture';
import type { Sids } from '../types';
import { lastLevel } from './last-level';
import { hashBits } from './seeded-hash';

/** SIDs of one level: the prefix is empty. */
export function oneLevel(codebookSize: number, ...codes: number[]): Sids {
  return { rows: codes.length, codebookSizes: [codebookSize], codes: [Uint32Array.from(codes)] };
}

export const NO_ITEMS: Sids = oneLevel(4);

/** All other codes of the last level of each row in some seeded order, cut at `length`. */
export function someCandidates(sids: Sids, length: number, seed: number): Uint32Array {
  const { codes, codebookSize } = lastLevel(sids);
  const all = Array.from({ length: codebookSize }, (_, code) => code);
  return Uint32Array.from(
    [...codes.entries()].flatMap(([row, own]) =>
      all
        .filter((code) => code !== own)
        .sort((a, b) => hashBits(hashBits(seed, row), a) - hashBits(hashBits(seed, row), b))
        .slice(0, length),
    ),
  );
}

/** Items per SID. */
export function bucketSizes(sids: Sids): Map<string, number> {
  const sizes = new Map<string, number>();
  for (const sid of sidStrings(sids)) sizes.set(sid, (sizes.get(sid) ?? 0) + 1);
  return sizes;
}

/** Rows whose SID strings differ. */
export function changedRows(before: Sids, after: Sids): number[] {
  const others = sidStrings(after);
  return sidStrings(before).flatMap((sid, row) => (sid === others[row] ? [] : [row]));
}

/** Two prefixes, their items crowded on a third of the last level's codes: many rounds of bids. */
export const crowdedSids: fc.Arbitrary<Sids> = fc
  .integer({ min: 10, max: 50 })
  .chain((rows) =>
    fc
      .tuple(
        fc.uint32Array({ max: 1, minLength: rows, maxLength: rows }),
        fc.uint32Array({ max: 3, minLength: rows, maxLength: rows }),
      )
      .map((codes) => ({ rows, codebookSizes: [2, 12], codes })),
  );

export const anySeed = fc.integer({ min: 0, max: 2 ** 32 - 1 });

export const anyCap = fc.record({
  cap: fc.integer({ min: 1, max: 6 }),
  candidates: fc.integer({ min: 1, max: 12 }),
  maxRounds: fc.integer({ min: 1, max: 12 }),
  seed: anySeed,
});
