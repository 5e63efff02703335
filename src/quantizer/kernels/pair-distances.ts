import wgsl from '../../../shaders/quantizer/pair-distances.wgsl?raw';
import { defineKernel, readF32, roundUp, writeF32 } from '../../compute/kernel';
import { GROUP } from './layout';

/** Products residual . codeword to distances, in place, with mean and spread of every row. */
export const pairDistances = defineKernel({
  name: 'quantizer/pair-distances',
  wgsl,
  bindings: {
    /** |r_b|^2, [rows] */
    norm2: readF32,
    /** |c_k|^2, [stride] */
    codeNorm2: readF32,
    /** In: products, out: distances. [rows][stride] */
    distance: writeF32,
    rowMean: writeF32,
    rowM2: writeF32,
  },
  params: { rows: 'u32', codes: 'u32', stride: 'u32', cosine: 'u32' },
  overrides: { GROUP },
  grid: ({ rows }, o) => [Math.ceil(rows / o.GROUP), 1, 1],
  oracle({ norm2, codeNorm2, distance, rowMean, rowM2 }, { rows, codes, stride, cosine }) {
    for (let row = 0; row < rows; row++) {
      const own = norm2[row] ?? 0;
      let sum = 0;
      // The last four codes are computed together, those past the end too.
      for (let k = 0; k < roundUp(codes, 4); k++) {
        const product = distance[row * stride + k] ?? 0;
        const d =
          cosine === 1
            ? 1 - (own > 0 ? product / Math.sqrt(own) : 0)
            : Math.max(0, own - 2 * product + (codeNorm2[k] ?? 0));
        distance[row * stride + k] = d;
        if (k < codes) sum += d;
      }
      const mean = sum / codes;
      let m2 = 0;
      for (let k = 0; k < codes; k++) m2 += ((distance[row * stride + k] ?? 0) - mean) ** 2;
      rowMean[row] = mean;
      rowM2[row] = m2;
    }
  },
});
