import { expect, test } from 'vitest';
import { bucketHistogram } from './bucket-histogram';

test('sizes ascend, whatever the order of the buckets', () => {
  expect(bucketHistogram(Uint32Array.of(12, 1, 2, 1, 12, 1))).toEqual([
    { size: 1, buckets: 3 },
    { size: 2, buckets: 1 },
    { size: 12, buckets: 2 },
  ]);
});

test('no buckets', () => {
  expect(bucketHistogram(new Uint32Array(0))).toEqual([]);
});
