import wgsl from '../../../shaders/quantizer/row-fidelity.wgsl?raw';
import { defineKernel, linearGrid, readF32, writeF32 } from '../../compute/kernel';
import { GROUP } from './layout';
import { withLinearIndex } from '../../compute/wgsl';

/** Per row: |r|^2 and the cosine of x and the sum of its codewords. */
export const rowFidelity = defineKernel({
  name: 'quantizer/row-fidelity',
  wgsl: withLinearIndex(wgsl),
  bindings: { vector: readF32, residual: readF32, energy: writeF32, cosine: writeF32 },
  params: { rows: 'u32', dim: 'u32' },
  overrides: { GROUP },
  grid: ({ rows }, o) => linearGrid(rows, o.GROUP),
  oracle({ vector, residual, energy, cosine }, { rows, dim }) {
    for (let row = 0; row < rows; row++) {
      let rr = 0;
      let xx = 0;
      let yy = 0;
      let xy = 0;
      for (let d = 0; d < dim; d++) {
        const x = vector[row * dim + d] ?? 0;
        const r = residual[row * dim + d] ?? 0;
        rr += r * r;
        xx += x * x;
        yy += (x - r) ** 2;
        xy += x * (x - r);
      }
      energy[row] = rr;
      const norms = Math.sqrt(xx) * Math.sqrt(yy);
      cosine[row] = norms > 0 ? xy / norms : 0;
    }
  },
});
