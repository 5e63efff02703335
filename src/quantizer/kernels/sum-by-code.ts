import wgsl from '../../../shaders/quantizer/sum-by-code.wgsl?raw';
import { defineKernel, linearGrid, readF32, readU32, writeF32 } from '../../compute/kernel';
import { GROUP } from './layout';
import { withLinearIndex } from '../../compute/wgsl';

/** Sums of the residuals of each code, in `parts` runs: [parts][codes][dim]. */
export const sumByCode = defineKernel({
  name: 'quantizer/sum-by-code',
  wgsl: withLinearIndex(wgsl),
  bindings: { residual: readF32, order: readU32, begin: readU32, partialSum: writeF32 },
  params: { codes: 'u32', dim: 'u32', parts: 'u32' },
  overrides: { GROUP },
  grid: ({ codes, dim, parts }, o) => linearGrid(parts * codes * dim, o.GROUP),
  oracle({ residual, order, begin, partialSum }, { codes, dim, parts }) {
    const sums = new Float64Array(dim);
    for (let part = 0; part < parts; part++) {
      for (let k = 0; k < codes; k++) {
        const first = begin[k] ?? 0;
        const count = (begin[k + 1] ?? 0) - first;
        const run = Math.ceil(count / parts);
        sums.fill(0);
        for (let i = part * run; i < Math.min((part + 1) * run, count); i++) {
          const row = order[first + i] ?? 0;
          for (let d = 0; d < dim; d++) sums[d] = (sums[d] ?? 0) + (residual[row * dim + d] ?? 0);
        }
        partialSum.set(sums, (part * codes + k) * dim);
      }
    }
  },
});
