import { bucketOf } from '../../sid/inverted-index';
import type { Trie } from '../../sid/trie';

export interface Expansion {
  /** Items of the ranked SIDs, at most `limit`. */
  readonly items: Uint32Array;
  /** Sequences that are no item's SID. */
  readonly invalid: number;
}

/**
 * A ranking of SIDs as a ranking of items, as FORGE's `calc_hr` has it: the bucket of each SID in
 * turn, rows ascending inside a bucket, cut at `limit`; SIDs that no item has are skipped. A SID
 * that is there twice takes its places twice. `null`: a sequence that is no SID at all.
 */
export function expandSids(
  trie: Trie,
  ranking: readonly (ArrayLike<number> | null)[],
  limit: number,
): Expansion {
  const items = new Uint32Array(limit);
  let filled = 0;
  let invalid = 0;
  for (const sid of ranking) {
    const bucket = sid === null ? null : bucketOf(trie, sid);
    if (bucket === null || bucket.length === 0) {
      invalid += 1;
      continue;
    }
    items.set(bucket.subarray(0, limit - filled), filled);
    filled = Math.min(limit, filled + bucket.length);
  }
  return { items: items.slice(0, filled), invalid };
}
