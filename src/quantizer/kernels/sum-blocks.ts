import wgsl from '../../../shaders/quantizer/sum-blocks.wgsl?raw';
import { defineKernel, readF32, writeF32 } from '../../compute/kernel';
import { GROUP } from './layout';

/** Sums of consecutive blocks of rows, in row order. */
export const sumBlocks = defineKernel({
  name: 'quantizer/sum-blocks',
  wgsl: wgsl,
  bindings: { value: readF32, partialSum: writeF32 },
  params: { rows: 'u32', block: 'u32' },
  overrides: { GROUP },
  grid: ({ rows, block }, o) => [Math.ceil(Math.ceil(rows / block) / o.GROUP), 1, 1],
  oracle({ value, partialSum }, { rows, block }) {
    for (let b = 0; b * block < rows; b++) {
      let sum = 0;
      const end = Math.min((b + 1) * block, rows);
      for (let row = b * block; row < end; row++) sum += value[row] ?? 0;
      partialSum[b] = sum;
    }
  },
});
