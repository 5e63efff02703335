import wgsl from '../../../shaders/quantizer/sinkhorn-rows.wgsl?raw';
import { defineKernel, readF32, writeF32, writeU32 } from '../../compute/kernel';
import { GROUP } from './layout';

/** Potentials of the rows, and each row's code under the plan so far; ties to the lowest code. */
export const sinkhornRows = defineKernel({
  name: 'quantizer/sinkhorn-rows',
  wgsl,
  bindings: {
    /** [rows][stride] */
    distance: readF32,
    /** [1] */
    sharpness: readF32,
    /** [stride] */
    codePotential: readF32,
    rowPotential: writeF32,
    code: writeU32,
  },
  params: { rows: 'u32', codes: 'u32', stride: 'u32' },
  overrides: { GROUP },
  grid: ({ rows }, o) => [Math.ceil(rows / o.GROUP), 1, 1],
  oracle({ distance, sharpness, codePotential, rowPotential, code }, { rows, codes, stride }) {
    const sharp = sharpness[0] ?? 0;
    for (let row = 0; row < rows; row++) {
      let peak = -Infinity;
      let best = 0;
      for (let k = 0; k < codes; k++) {
        const term = sharp * (distance[row * stride + k] ?? 0) + (codePotential[k] ?? 0);
        if (term > peak) {
          peak = term;
          best = k;
        }
      }
      let sum = 0;
      for (let k = 0; k < codes; k++) {
        const term = sharp * (distance[row * stride + k] ?? 0) + (codePotential[k] ?? 0);
        sum += Math.exp(term - peak);
      }
      rowPotential[row] = -(peak + Math.log(sum));
      code[row] = best;
    }
  },
});
