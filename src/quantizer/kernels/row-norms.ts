import wgsl from '../../../shaders/quantizer/row-norms.wgsl?raw';
import { defineKernel, linearGrid, readF32, writeF32 } from '../../compute/kernel';
import { GROUP } from './layout';
import { withLinearIndex } from '../../compute/wgsl';

/** |r_i|^2 of every row. */
export const rowNorms = defineKernel({
  name: 'quantizer/row-norms',
  wgsl: withLinearIndex(wgsl),
  bindings: { residual: readF32, norm2: writeF32 },
  params: { rows: 'u32', dim: 'u32' },
  overrides: { GROUP },
  grid: ({ rows }, o) => linearGrid(rows, o.GROUP),
  oracle({ residual, norm2 }, { rows, dim }) {
    for (let row = 0; row < rows; row++) {
      let sum = 0;
      for (let d = 0; d < dim; d++) sum += (residual[row * dim + d] ?? 0) ** 2;
      norm2[row] = sum;
    }
  },
});
