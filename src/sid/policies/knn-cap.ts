import type { Sids } from '../types';
import { capBuckets } from './cap-buckets';
import type { CapConfig } from './policy-config';
import type { PolicyResult } from './policy-result';

/**
 * FORGE's KNN cap: items over the cap move to the nearest codes with room. `nearest` is row-major,
 * rows x M: the other codes at the last level, nearest to the row's residual first, its own code
 * left out; only the first `config.candidates` are tried. Where only the rows over the cap have
 * candidates (`overflowRows`), call `capBuckets` with a look-up. Throws if `nearest` is ragged.
 */
export function knnCap(sids: Sids, nearest: Uint32Array, config: CapConfig): PolicyResult {
  const perRow = sids.rows === 0 ? 0 : nearest.length / sids.rows;
  if (!Number.isInteger(perRow)) {
    throw new Error(`${nearest.length} candidates, not a multiple of ${sids.rows} rows`);
  }
  const tried = Math.min(perRow, config.candidates);
  return capBuckets(sids, config, (row) => nearest.subarray(row * perRow, row * perRow + tried));
}
