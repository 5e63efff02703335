import { NO_BUCKET } from '../../nn/kernels/position-bias';
import type { T5Config } from './config';

/** The span of a table of buckets is a multiple of it, for attention's sake. */
export const SPAN_ALIGN = 8;

/** Logarithms of exact powers must not fall short of them. */
const SLACK = 1e-6;

/**
 * The bucket of a key `relative` places behind its query (before it: negative), as Hugging Face's
 * `_relative_position_bucket`: half of the buckets for single places, half for logarithmically
 * growing ranges up to the largest distance. An encoder has one such set for each side; a decoder
 * sees no later key, and what it must not see has NO_BUCKET.
 */
export function relativeBucket(
  relative: number,
  stack: 'encoder' | 'decoder',
  { relativeAttentionBuckets, relativeAttentionMaxDistance }: T5Config,
): number {
  const both = stack === 'encoder';
  if (!both && relative > 0) return NO_BUCKET;
  const buckets = both ? Math.floor(relativeAttentionBuckets / 2) : relativeAttentionBuckets;
  const side = relative > 0 ? buckets : 0;
  const distance = Math.abs(relative);
  const exact = Math.floor(buckets / 2);
  if (distance < exact) return side + distance;
  const growth = Math.log(distance / exact) / Math.log(relativeAttentionMaxDistance / exact);
  const range = exact + Math.floor(growth * (buckets - exact) + SLACK);
  return side + Math.min(range, buckets - 1);
}

/** Buckets of key - query = 1 - span .. span - 1. */
export function bucketTable(
  span: number,
  stack: 'encoder' | 'decoder',
  config: T5Config,
): Uint32Array {
  return Uint32Array.from({ length: 2 * span - 1 }, (_, i) =>
    relativeBucket(i - span + 1, stack, config),
  );
}
