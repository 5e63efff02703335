import wgsl from '../../../shaders/quantizer/ema-reset.wgsl?raw';
import { defineKernel, readF32, readU32, writeF32 } from '../../compute/kernel';
import { GROUP } from './layout';

/** Revived codes start afresh: size 1, total = codeword. */
export const emaReset = defineKernel({
  name: 'quantizer/ema-reset',
  wgsl: wgsl,
  bindings: { revived: readU32, codebook: readF32, size: writeF32, total: writeF32 },
  params: { dim: 'u32', limit: 'u32' },
  overrides: { GROUP },
  grid: ({ dim, limit }, o) => [Math.ceil((dim * limit) / o.GROUP), 1, 1],
  oracle({ revived, codebook, size, total }, { dim }) {
    for (let j = 0; j < (revived[0] ?? 0); j++) {
      const k = revived[1 + j] ?? 0;
      size[k] = 1;
      total.set(codebook.subarray(k * dim, (k + 1) * dim), k * dim);
    }
  },
});
