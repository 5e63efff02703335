import wgsl from '../../../shaders/quantizer/place-rows.wgsl?raw';
import { defineKernel, linearGrid, readF32, readU32, writeF32 } from '../../compute/kernel';
import { withLinearIndex } from '../../compute/wgsl';
import { GROUP } from './layout';

/** placed[begin + i] = matrix[index[i]]; rows of a multiple of 4 dims. */
export const placeRows = defineKernel({
  name: 'quantizer/place-rows',
  wgsl: withLinearIndex(wgsl),
  bindings: { matrix: readF32, index: readU32, placed: writeF32 },
  params: { count: 'u32', dim: 'u32', begin: 'u32' },
  overrides: { GROUP },
  grid: ({ count, dim }, o) => linearGrid((count * dim) / 4, o.GROUP),
  oracle({ matrix, index, placed }, { count, dim, begin }) {
    for (let i = 0; i < count; i++) {
      const row = index[i]!;
      placed.set(matrix.subarray(row * dim, (row + 1) * dim), (begin + i) * dim);
    }
  },
});
