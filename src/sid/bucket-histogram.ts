import type { BucketSizeCount } from './types';

/** How many buckets there are of each size, sizes ascending. `counts` holds items per bucket. */
export function bucketHistogram(counts: Uint32Array): BucketSizeCount[] {
  const buckets = new Map<number, number>();
  for (const size of counts) buckets.set(size, (buckets.get(size) ?? 0) + 1);
  return [...buckets]
    .map(([size, count]) => ({ size, buckets: count }))
    .sort((a, b) => a.size - b.size);
}
