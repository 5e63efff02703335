import wgsl from '../../../shaders/quantizer/subtract-codewords.wgsl?raw';
import { defineKernel, linearGrid, readF32, readU32, writeF32 } from '../../compute/kernel';
import { GROUP } from './layout';
import { withLinearIndex } from '../../compute/wgsl';

/** residual_i -= codeword of code_i: the step to the next level. */
export const subtractCodewords = defineKernel({
  name: 'quantizer/subtract-codewords',
  wgsl: withLinearIndex(wgsl),
  bindings: { codebook: readF32, code: readU32, residual: writeF32 },
  params: { rows: 'u32', dim: 'u32' },
  overrides: { GROUP },
  grid: ({ rows, dim }, o) => linearGrid(rows * dim, o.GROUP),
  oracle({ codebook, code, residual }, { rows, dim }) {
    for (let row = 0; row < rows; row++) {
      const k = code[row] ?? 0;
      for (let d = 0; d < dim; d++) {
        residual[row * dim + d] = (residual[row * dim + d] ?? 0) - (codebook[k * dim + d] ?? 0);
      }
    }
  },
});
