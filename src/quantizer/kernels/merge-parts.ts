import wgsl from '../../../shaders/quantizer/merge-parts.wgsl?raw';
import { defineKernel, linearGrid, readF32, writeF32 } from '../../compute/kernel';
import { GROUP } from './layout';
import { withLinearIndex } from '../../compute/wgsl';

/** Adds up the runs of sum-by-code; cells = codes * dim. */
export const mergeParts = defineKernel({
  name: 'quantizer/merge-parts',
  wgsl: withLinearIndex(wgsl),
  bindings: { partialSum: readF32, sum: writeF32 },
  params: { cells: 'u32', parts: 'u32' },
  overrides: { GROUP },
  grid: ({ cells }, o) => linearGrid(cells, o.GROUP),
  oracle({ partialSum, sum }, { cells, parts }) {
    for (let cell = 0; cell < cells; cell++) {
      let total = 0;
      for (let part = 0; part < parts; part++) total += partialSum[part * cells + cell] ?? 0;
      sum[cell] = total;
    }
  },
});
