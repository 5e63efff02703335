import wgsl from '../../../shaders/quantizer/beam-residuals.wgsl?raw';
import { defineKernel, linearGrid, readF32, readU32, writeF32 } from '../../compute/kernel';
import { withLinearIndex } from '../../compute/wgsl';
import { GROUP } from './layout';

/** next = the chosen beam's residual - the chosen codeword; choice = beam * codes + code. */
export const beamResiduals = defineKernel({
  name: 'quantizer/beam-residuals',
  wgsl: withLinearIndex(wgsl),
  bindings: {
    /** [rows][beamsIn][dim] */
    residual: readF32,
    /** [codes][dim] */
    codebook: readF32,
    /** [rows][beamsOut] */
    choice: readU32,
    /** [rows][beamsOut][dim] */
    next: writeF32,
  },
  params: { rows: 'u32', dim: 'u32', codes: 'u32', beamsIn: 'u32', beamsOut: 'u32' },
  overrides: { GROUP },
  grid: ({ rows, dim, beamsOut }, o) => linearGrid((rows * beamsOut * dim) / 4, o.GROUP),
  oracle({ residual, codebook, choice, next }, { rows, dim, codes, beamsIn, beamsOut }) {
    for (let path = 0; path < rows * beamsOut; path++) {
      const row = Math.floor(path / beamsOut);
      const beam = Math.floor(choice[path]! / codes);
      const code = choice[path]! % codes;
      for (let d = 0; d < dim; d++) {
        next[path * dim + d] =
          residual[(row * beamsIn + beam) * dim + d]! - codebook[code * dim + d]!;
      }
    }
  },
});
