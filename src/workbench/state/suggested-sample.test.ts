import { expect, test } from 'vitest';
import { suggestedSample } from './suggested-sample';

const shard = (rows: number, dim: number | null) => ({
  name: 'x.npz',
  rowNumber: 'row_number',
  bytes: 0,
  rows,
  columns: [{ name: 'embeds', kind: 'vector' as const, type: '<f4', dim }],
  mapping: { id: null, vector: 'embeds', title: null, category: null },
  preview: [],
  skipped: null,
});

test.each([
  ['1 GiB of vectors', 524_288, 512, null],
  ['one row more', 524_289, 512, 100_000],
  ['vectors of which 100,000 are too much', 1_000_000, 8192, 32_768],
  ['an unknown dimension', 10_000_000, null, null],
])('%s', (_what, rows, dim, sample) => {
  expect(suggestedSample(shard(rows, dim))).toBe(sample);
});
