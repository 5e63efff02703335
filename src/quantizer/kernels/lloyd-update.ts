import wgsl from '../../../shaders/quantizer/lloyd-update.wgsl?raw';
import { defineKernel, linearGrid, readF32, readU32, writeF32 } from '../../compute/kernel';
import { GROUP } from './layout';
import { withLinearIndex } from '../../compute/wgsl';

/** codeword = mean of its rows; a code without rows keeps its codeword. */
export const lloydUpdate = defineKernel({
  name: 'quantizer/lloyd-update',
  wgsl: withLinearIndex(wgsl),
  bindings: { sum: readF32, count: readU32, codebook: writeF32 },
  params: { codes: 'u32', dim: 'u32' },
  overrides: { GROUP },
  grid: ({ codes, dim }, o) => linearGrid(codes * dim, o.GROUP),
  oracle({ sum, count, codebook }, { codes, dim }) {
    for (let k = 0; k < codes; k++) {
      const n = count[k] ?? 0;
      if (n === 0) continue;
      for (let d = 0; d < dim; d++) codebook[k * dim + d] = (sum[k * dim + d] ?? 0) / n;
    }
  },
});
