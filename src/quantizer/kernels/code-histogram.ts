import wgsl from '../../../shaders/quantizer/code-histogram.wgsl?raw';
import { defineKernel, linearGrid, readU32, writeU32 } from '../../compute/kernel';
import { GROUP } from './layout';
import { withLinearIndex } from '../../compute/wgsl';

/** count[k] += rows with code k; `count` must be zero before. */
export const codeHistogram = defineKernel({
  name: 'quantizer/code-histogram',
  wgsl: withLinearIndex(wgsl),
  bindings: { code: readU32, count: writeU32 },
  params: { rows: 'u32' },
  overrides: { GROUP },
  grid: ({ rows }, o) => linearGrid(rows, o.GROUP),
  oracle({ code, count }, { rows }) {
    for (let row = 0; row < rows; row++) {
      const k = code[row] ?? 0;
      count[k] = (count[k] ?? 0) + 1;
    }
  },
});
