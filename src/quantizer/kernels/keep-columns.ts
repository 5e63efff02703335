import wgsl from '../../../shaders/quantizer/keep-columns.wgsl?raw';
import { defineKernel, linearGrid, readF32, writeF32 } from '../../compute/kernel';
import { withLinearIndex } from '../../compute/wgsl';
import { GROUP } from './layout';

/** A copy of a matrix with only columns begin .. end - 1, zeros elsewhere. */
export const keepColumns = defineKernel({
  name: 'quantizer/keep-columns',
  wgsl: withLinearIndex(wgsl),
  bindings: { matrix: readF32, kept: writeF32 },
  /** count = rows * dim, dim a multiple of 4. */
  params: { count: 'u32', dim: 'u32', begin: 'u32', end: 'u32' },
  overrides: { GROUP },
  grid: ({ count }, o) => linearGrid(count / 4, o.GROUP),
  oracle({ matrix, kept }, { count, dim, begin, end }) {
    for (let i = 0; i < count; i++) {
      const d = i % dim;
      kept[i] = d >= begin && d < end ? (matrix[i] ?? 0) : 0;
    }
  },
});
