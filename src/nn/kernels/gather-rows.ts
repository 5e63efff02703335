import wgsl from '../../../shaders/nn/gather-rows.wgsl?raw';
import { defineKernel, linearGrid, readF32, readU32, writeF32 } from '../../compute/kernel';
import { GROUP } from './layout';
import { withLinearIndex } from '../../compute/wgsl';

/** gathered[i] = matrix[index[i]]. */
export const gatherRows = defineKernel({
  name: 'nn/gather-rows',
  wgsl: withLinearIndex(wgsl),
  bindings: { matrix: readF32, index: readU32, gathered: writeF32 },
  params: { count: 'u32', dim: 'u32' },
  overrides: { GROUP },
  grid: ({ count, dim }, o) => linearGrid(count * dim, o.GROUP),
  oracle({ matrix, index, gathered }, { count, dim }) {
    for (let i = 0; i < count; i++) {
      const row = index[i] ?? 0;
      gathered.set(matrix.subarray(row * dim, (row + 1) * dim), i * dim);
    }
  },
});
