import wgsl from '../../../shaders/quantizer/prepare-codebook.wgsl?raw';
import { defineKernel, readF32, writeF32 } from '../../compute/kernel';
import { GROUP } from './layout';

/** The bias of padded codes: below every score. */
const NEVER = -3.4e38;

/** Padded, for cosine normalised, codebook and bias for the assign kernels; `cosine` is 0 or 1. */
export const prepareCodebook = defineKernel({
  name: 'quantizer/prepare-codebook',
  wgsl: wgsl,
  bindings: { codebook: readF32, prepared: writeF32, bias: writeF32, norm2: writeF32 },
  params: { codes: 'u32', dim: 'u32', codeStride: 'u32', cosine: 'u32' },
  overrides: { GROUP },
  grid: ({ codeStride }, o) => [Math.ceil(codeStride / o.GROUP), 1, 1],
  oracle({ codebook, prepared, bias, norm2 }, { codes, dim, codeStride, cosine }) {
    prepared.fill(0, 0, codeStride * dim);
    bias.fill(NEVER, 0, codeStride);
    norm2.fill(0, 0, codeStride);
    for (let k = 0; k < codes; k++) {
      let sum = 0;
      for (let d = 0; d < dim; d++) sum += (codebook[k * dim + d] ?? 0) ** 2;
      const scale = cosine && sum > 0 ? 1 / Math.sqrt(sum) : 1;
      for (let d = 0; d < dim; d++) {
        prepared[k * dim + d] = (codebook[k * dim + d] ?? 0) * scale;
      }
      norm2[k] = sum;
      bias[k] = cosine ? 0 : -0.5 * sum;
    }
  },
});
