import wgsl from '../../../shaders/quantizer/sinkhorn-columns.wgsl?raw';
import { defineKernel, readF32, roundUp, writeF32 } from '../../compute/kernel';
import { GROUP } from './layout';

/** log-sum-exp over blocks of rows, for every code: largest term and scaled sum. */
export const sinkhornColumns = defineKernel({
  name: 'quantizer/sinkhorn-columns',
  wgsl,
  bindings: {
    /** [rows][stride] */
    distance: readF32,
    /** [1] */
    sharpness: readF32,
    /** [rows] */
    rowPotential: readF32,
    /** [blocks][stride] */
    largest: writeF32,
    /** [blocks][stride] */
    total: writeF32,
  },
  params: { rows: 'u32', codes: 'u32', stride: 'u32', block: 'u32' },
  overrides: { GROUP },
  grid: ({ rows, codes, block }, o) => [
    Math.ceil(codes / (4 * o.GROUP)),
    Math.ceil(rows / block),
    1,
  ],
  oracle({ distance, sharpness, rowPotential, largest, total }, { rows, codes, stride, block }) {
    const sharp = sharpness[0] ?? 0;
    for (let begin = 0; begin < rows; begin += block) {
      const end = Math.min(begin + block, rows);
      // The last four codes are computed together, those past the end too.
      for (let k = 0; k < roundUp(codes, 4); k++) {
        const terms: number[] = [];
        for (let row = begin; row < end; row++) {
          terms.push(sharp * (distance[row * stride + k] ?? 0) + (rowPotential[row] ?? 0));
        }
        const peak = Math.max(...terms);
        const at = (begin / block) * stride + k;
        largest[at] = peak;
        total[at] = terms.reduce((sum, term) => sum + Math.exp(term - peak), 0);
      }
    }
  },
});
