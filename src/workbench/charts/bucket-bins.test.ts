import { describe, expect, it } from 'vitest';
import { binBuckets, binItems, binLabel } from './bucket-bins';

describe('binBuckets', () => {
  it('keeps small sizes apart and doubles above, without losing a bucket', () => {
    const histogram = [
      { size: 1, buckets: 100 },
      { size: 2, buckets: 7 },
      { size: 9, buckets: 2 },
      { size: 16, buckets: 1 },
      { size: 17, buckets: 1 },
    ];
    const bins = binBuckets(histogram);
    expect(bins.map(binLabel)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9–16', '17–32']);
    expect(bins.map(binItems).slice(0, 2)).toEqual(['1 item', '2 items']);
    expect(bins.reduce((sum, bin) => sum + bin.buckets, 0)).toBe(111);
    expect(bins.at(-2)).toMatchObject({ buckets: 3, items: 34 });
  });

  it('is empty for no buckets', () => {
    expect(binBuckets([])).toEqual([]);
  });
});
