import type { BucketSizeCount } from '../../sid/types';

/** Bucket sizes from..to, both included. */
export interface BucketBin {
  readonly from: number;
  readonly to: number;
  /** Distinct SIDs of these sizes. */
  readonly buckets: number;
  /** Items in them. */
  readonly items: number;
}

/** Sizes up to this are bars of their own; above it each bar spans a doubling. */
const EXACT_UP_TO = 8;

/** Bins a bucket histogram: 1, 2, ... 8, then 9-16, 17-32, ... up to the largest. */
export function binBuckets(histogram: readonly BucketSizeCount[]): BucketBin[] {
  const largest = histogram.reduce((max, { size }) => Math.max(max, size), 0);
  const bins: BucketBin[] = [];
  for (let from = 1; from <= largest;) {
    const to = from <= EXACT_UP_TO ? from : 2 * (from - 1);
    const inside = histogram.filter(({ size }) => size >= from && size <= to);
    bins.push({
      from,
      to,
      buckets: inside.reduce((sum, { buckets }) => sum + buckets, 0),
      items: inside.reduce((sum, { size, buckets }) => sum + size * buckets, 0),
    });
    from = to + 1;
  }
  return bins;
}

/** "1 item", "9–16 items". */
export function binItems(bin: BucketBin): string {
  return `${binLabel(bin)} ${bin.to === 1 ? 'item' : 'items'}`;
}

export function binLabel({ from, to }: BucketBin): string {
  return from === to ? String(from) : `${from}–${to}`;
}
