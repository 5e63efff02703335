import wgsl from '../../../shaders/nn/outer-rows.wgsl?raw';
import { defineKernel, linearGrid, readF32, writeF32 } from '../../compute/kernel';
import { withLinearIndex } from '../../compute/wgsl';
import { GROUP } from './layout';

/** c[i, j] += sum of a[t, i] b[t, j] over rows t = first .. rows - 1. */
export const outerRows = defineKernel({
  name: 'nn/outer-rows',
  wgsl: withLinearIndex(wgsl),
  bindings: { a: readF32, b: readF32, c: writeF32 },
  params: { first: 'u32', rows: 'u32', m: 'u32', n: 'u32' },
  overrides: { GROUP },
  grid: ({ m, n }, o) => linearGrid((m * n) / 4, o.GROUP),
  oracle({ a, b, c }, { first, rows, m, n }) {
    for (let i = 0; i < m; i++) {
      for (let j = 0; j < n; j++) {
        let total = c[i * n + j]!;
        for (let t = first; t < rows; t++) total += a[t * m + i]! * b[t * n + j]!;
        c[i * n + j] = total;
      }
    }
  },
});
