import wgsl from '../../../shaders/quantizer/ema-update.wgsl?raw';
import { defineKernel, linearGrid, readF32, writeF32 } from '../../compute/kernel';
import { GROUP } from './layout';
import { withLinearIndex } from '../../compute/wgsl';

/** EMA of the sums; codeword = total / smoothed size. */
export const emaUpdate = defineKernel({
  name: 'quantizer/ema-update',
  wgsl: withLinearIndex(wgsl),
  bindings: { sum: readF32, smoothSize: readF32, total: writeF32, codebook: writeF32 },
  params: { codes: 'u32', dim: 'u32', decay: 'f32' },
  overrides: { GROUP },
  grid: ({ codes, dim }, o) => linearGrid(codes * dim, o.GROUP),
  oracle({ sum, smoothSize, total, codebook }, { codes, dim, decay }) {
    for (let cell = 0; cell < codes * dim; cell++) {
      const next = decay * (total[cell] ?? 0) + (1 - decay) * (sum[cell] ?? 0);
      total[cell] = next;
      codebook[cell] = next / (smoothSize[Math.floor(cell / dim)] ?? 1);
    }
  },
});
