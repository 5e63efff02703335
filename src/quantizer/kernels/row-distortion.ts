import wgsl from '../../../shaders/quantizer/row-distortion.wgsl?raw';
import { defineKernel, linearGrid, readF32, readU32, writeF32 } from '../../compute/kernel';
import { GROUP } from './layout';
import { withLinearIndex } from '../../compute/wgsl';

/** |r_i - c|^2 of the assigned codeword, from score and norms. */
export const rowDistortion = defineKernel({
  name: 'quantizer/row-distortion',
  wgsl: withLinearIndex(wgsl),
  bindings: {
    norm2: readF32,
    code: readU32,
    score: readF32,
    codeNorm2: readF32,
    distortion: writeF32,
  },
  params: { rows: 'u32', cosine: 'u32' },
  overrides: { GROUP },
  grid: ({ rows }, o) => linearGrid(rows, o.GROUP),
  oracle({ norm2, code, score, codeNorm2, distortion }, { rows, cosine }) {
    for (let row = 0; row < rows; row++) {
      const n = norm2[row] ?? 0;
      const s = score[row] ?? 0;
      const c2 = codeNorm2[code[row] ?? 0] ?? 0;
      const d = cosine ? n - 2 * s * Math.sqrt(c2) + c2 : n - 2 * s;
      distortion[row] = Math.max(d, 0);
    }
  },
});
