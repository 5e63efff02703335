import wgsl from '../../../shaders/quantizer/nearest-codes.wgsl?raw';
import {
  defineKernel,
  linearGrid,
  readF32,
  readU32,
  writeF32,
  writeU32,
} from '../../compute/kernel';
import { withLinearIndex } from '../../compute/wgsl';
import { GROUP } from './layout';

/** No codeword has it: as `own` it leaves none out, as a result it says that none is left. */
export const NO_CODE = 0xffffffff;
/** The distance of NO_CODE; as Float32 holds it. */
const FAR = Math.fround(3.4e38);

/**
 * The `keep` nearest codes of every row, nearest first, ties to the lowest; its own left out.
 * `cosine` is 0 or 1.
 */
export const nearestCodes = defineKernel({
  name: 'quantizer/nearest-codes',
  wgsl: withLinearIndex(wgsl),
  bindings: {
    /** |r_i|^2, [rows] */
    norm2: readF32,
    /** |c_k|^2, [stride] */
    codeNorm2: readF32,
    /** residual . prepared codeword, [rows][stride] */
    product: readF32,
    /** The code that each row leaves out, or NO_CODE. [rows] */
    own: readU32,
    /** [rows][keep] */
    nearest: writeU32,
    /** Squared distances, or 1 - cosine. [rows][keep] */
    distance: writeF32,
  },
  params: { rows: 'u32', codes: 'u32', stride: 'u32', keep: 'u32', cosine: 'u32' },
  overrides: { GROUP },
  grid: ({ rows }, o) => linearGrid(rows, o.GROUP),
  oracle({ norm2, codeNorm2, product, own, nearest, distance }, params) {
    const { rows, codes, stride, keep, cosine } = params;
    for (let row = 0; row < rows; row++) {
      const norm = norm2[row]!;
      const near: { code: number; d: number }[] = [];
      for (let code = 0; code < codes; code++) {
        if (code === own[row]) continue;
        const p = product[row * stride + code]!;
        const d =
          cosine === 1
            ? 1 - (norm > 0 ? p / Math.sqrt(norm) : 0)
            : Math.max(0, norm - 2 * p + codeNorm2[code]!);
        near.push({ code, d });
      }
      near.sort((a, b) => a.d - b.d || a.code - b.code);
      for (let slot = 0; slot < keep; slot++) {
        nearest[row * keep + slot] = near[slot]?.code ?? NO_CODE;
        distance[row * keep + slot] = near[slot]?.d ?? FAR;
      }
    }
  },
});
