import { adjustedRand } from './adjusted-rand';
import { deeperPrefixes, noPrefixes } from './prefixes';
import type { Sids } from './types';

/** How far two SID sets of the same items agree, cut after `depth` levels. */
export interface DepthAgreement {
  /** Levels in the prefix, from 1. */
  readonly depth: number;
  /** Items. */
  readonly n: number;
  /** Of the two partitions into prefixes. At most 1; renaming codes changes nothing. */
  readonly adjustedRand: number;
  /** Items whose first `depth` codes are the same numbers in both; renaming codes does change this. */
  readonly equalItems: number;
  /** equalItems / n; 1 for no items. */
  readonly equalShare: number;
  /** Distinct prefixes in the first set, and in the second. */
  readonly distinctA: number;
  readonly distinctB: number;
}

/**
 * Agreement of two SID sets of the same items in the same order (two seeds, two methods, before and
 * after a collision policy) for every depth 1..min(L_A, L_B). Time and memory O(n) a depth: only
 * occupied cells of the prefix-by-prefix table are counted.
 */
export function sidAgreement(a: Sids, b: Sids): DepthAgreement[] {
  if (a.rows !== b.rows) throw new Error(`${a.rows} rows against ${b.rows}`);
  const n = a.rows;
  const equal = new Uint8Array(n).fill(1);
  let prefixesA = noPrefixes(n);
  let prefixesB = noPrefixes(n);
  const levels = Math.min(a.codes.length, b.codes.length);
  return Array.from({ length: levels }, (_, l) => {
    const codesA = a.codes[l]!;
    const codesB = b.codes[l]!;
    prefixesA = deeperPrefixes(prefixesA, codesA);
    prefixesB = deeperPrefixes(prefixesB, codesB);
    // The other set's prefix id, taken as one more code, makes the occupied cells of the table.
    const joint = deeperPrefixes(prefixesA, prefixesB.ids);
    const equalItems = keepEqual(equal, codesA, codesB);
    return {
      depth: l + 1,
      n,
      adjustedRand: adjustedRand(joint.counts, prefixesA.counts, prefixesB.counts),
      equalItems,
      equalShare: n === 0 ? 1 : equalItems / n,
      distinctA: prefixesA.counts.length,
      distinctB: prefixesB.counts.length,
    };
  });
}

/** Clears the flags of rows whose codes differ; returns how many are left. */
function keepEqual(equal: Uint8Array, codesA: Uint32Array, codesB: Uint32Array): number {
  let left = 0;
  for (const [row, code] of codesA.entries()) {
    if (code !== codesB[row]) equal[row] = 0;
    left += equal[row]!;
  }
  return left;
}
