import type { Sids } from '../types';

/** What a collision policy made of a set of SIDs. The SIDs it started from are unchanged. */
export interface PolicyResult {
  readonly sids: Sids;
  /**
   * Items whose SID changed: at one of the original L levels, or by an added code other than 0
   * (`suffix` adds 0 to unique SIDs, which says nothing new).
   */
  readonly moved: number;
  /** Items whose code changed at any level before the last of the original L. */
  readonly prefixChanges: number;
  /**
   * Rows that are still too many for their SID, ascending: they keep their code and stay in the
   * set. Caps: rows over the cap. `sinkhorn`: rows that share a code because their prefix has more
   * items than codes, all but one a code. `keep` and `suffix` promise no size: none.
   */
  readonly unplaced: Uint32Array;
  /** Caps: rounds that placed items. `sinkhorn`: iterations, the most of any prefix. Else 0. */
  readonly rounds: number;
}

/** Rows still too many, in any order, and rounds: what only the policy itself knows. */
export interface PolicyOutcome {
  readonly unplaced?: readonly number[];
  readonly rounds?: number;
}

/** The result, its changes counted by comparing the codes rather than claimed by the policy. */
export function policyResult(
  before: Sids,
  sids: Sids,
  { unplaced = [], rounds = 0 }: PolicyOutcome = {},
): PolicyResult {
  const levels = before.codes.length;
  let moved = 0;
  let prefixChanges = 0;
  for (let row = 0; row < before.rows; row++) {
    const changed = sids.codes.findIndex(
      (codes, l) => codes[row] !== (l < levels ? before.codes[l]?.[row] : 0),
    );
    if (changed >= 0) moved += 1;
    if (changed >= 0 && changed < levels - 1) prefixChanges += 1;
  }
  return { sids, moved, prefixChanges, unplaced: Uint32Array.from(unplaced).sort(), rounds };
}
