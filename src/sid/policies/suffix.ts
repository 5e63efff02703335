import { deeperPrefixes, noPrefixes } from '../prefixes';
import type { Sids } from '../types';
import { policyResult, type PolicyResult } from './policy-result';

/**
 * One more level that tells the items of a bucket apart (GRID's rule): 0 if the SID is unique,
 * else 1..n in row order. Its codebook size is the largest such code + 1. No code is rewritten, but
 * the added one has no meaning: it is the place of the item in the shard.
 */
export function suffix(sids: Sids): PolicyResult {
  const { ids, counts } = sids.codes.reduce(deeperPrefixes, noPrefixes(sids.rows));
  const seen = new Uint32Array(counts.length);
  const added = ids.map((id) => (counts[id] === 1 ? 0 : ++seen[id]!));
  const largest = added.reduce((a, b) => Math.max(a, b), 0);
  return policyResult(sids, {
    rows: sids.rows,
    codebookSizes: [...sids.codebookSizes, largest + 1],
    codes: [...sids.codes, added],
  });
}
