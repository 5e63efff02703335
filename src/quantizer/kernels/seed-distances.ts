import wgsl from '../../../shaders/quantizer/seed-distances.wgsl?raw';
import { defineKernel, readF32, writeF32 } from '../../compute/kernel';
import { GROUP } from './layout';

const ROWS_A_THREAD = 4;

/** k-means++: squared distance to the nearest centre picked so far. */
export const seedDistances = defineKernel({
  name: 'quantizer/seed-distances',
  wgsl: wgsl,
  bindings: { residual: readF32, codebook: readF32, nearest: writeF32 },
  params: { rows: 'u32', dim: 'u32', step: 'u32' },
  overrides: { GROUP },
  grid: ({ rows }, o) => [Math.ceil(rows / (o.GROUP * ROWS_A_THREAD)), 1, 1],
  oracle({ residual, codebook, nearest }, { rows, dim, step }) {
    for (let row = 0; row < rows; row++) {
      let sum = 0;
      for (let d = 0; d < dim; d++) {
        sum += ((residual[row * dim + d] ?? 0) - (codebook[step * dim + d] ?? 0)) ** 2;
      }
      nearest[row] = step === 0 ? sum : Math.min(nearest[row] ?? 0, sum);
    }
  },
});
