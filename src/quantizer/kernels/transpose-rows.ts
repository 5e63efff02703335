import wgsl from '../../../shaders/quantizer/transpose-rows.wgsl?raw';
import { defineKernel, linearGrid, readF32, writeF32 } from '../../compute/kernel';
import { GROUP } from './layout';
import { withLinearIndex } from './wgsl';

/** [rows][dim] to the padded [dimPadded][rowStride] that the assign kernels read. */
export const transposeRows = defineKernel({
  name: 'quantizer/transpose-rows',
  wgsl: withLinearIndex(wgsl),
  bindings: { matrix: readF32, transposed: writeF32 },
  params: { rows: 'u32', dim: 'u32', rowStride: 'u32', dimPadded: 'u32' },
  overrides: { GROUP },
  grid: ({ rowStride, dimPadded }, o) => linearGrid(rowStride * dimPadded, o.GROUP),
  oracle({ matrix, transposed }, { rows, dim, rowStride, dimPadded }) {
    transposed.fill(0, 0, dimPadded * rowStride);
    for (let i = 0; i < rows; i++) {
      for (let d = 0; d < dim; d++) transposed[d * rowStride + i] = matrix[i * dim + d] ?? 0;
    }
  },
});
