import { expect, test } from 'vitest';
import { NO_BUCKET } from '../../nn/kernels/position-bias';
import { t5Preset } from './config';
import { relativeBucket as reference } from './oracle.fixture';
import { bucketTable, relativeBucket } from './position-buckets';

const CONFIG = t5Preset('tiny', 10);

test('agrees with the reference at every distance', () => {
  for (let relative = -300; relative <= 300; relative++) {
    expect(relativeBucket(relative, 'encoder', CONFIG)).toBe(reference(relative, true, 32, 128));
    const behind = relative > 0 ? NO_BUCKET : reference(relative, false, 32, 128);
    expect(relativeBucket(relative, 'decoder', CONFIG)).toBe(behind);
  }
});

test('a table runs from the farthest key before to the farthest behind', () => {
  expect(bucketTable(3, 'encoder', CONFIG)).toEqual(Uint32Array.of(2, 1, 0, 17, 18));
  expect(bucketTable(2, 'decoder', CONFIG)).toEqual(Uint32Array.of(1, 0, NO_BUCKET));
});
