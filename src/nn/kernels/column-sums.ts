import wgsl from '../../../shaders/nn/column-sums.wgsl?raw';
import { defineKernel, linearGrid, readF32, writeF32 } from '../../compute/kernel';
import { withLinearIndex } from '../../compute/wgsl';
import { GROUP } from './layout';

/** Sums over blocks of rows, column by column: [rows][stride] to [blocks][stride]. */
export const columnSums = defineKernel({
  name: 'nn/column-sums',
  wgsl: withLinearIndex(wgsl),
  bindings: { value: readF32, sum: writeF32 },
  params: { rows: 'u32', stride: 'u32', block: 'u32', accumulate: 'u32' },
  overrides: { GROUP },
  grid: ({ rows, stride, block }, o) => linearGrid((Math.ceil(rows / block) * stride) / 4, o.GROUP),
  oracle({ value, sum }, { rows, stride, block, accumulate }) {
    for (let b = 0; b * block < rows; b++) {
      const end = Math.min((b + 1) * block, rows);
      for (let c = 0; c < stride; c++) {
        let total = accumulate === 1 ? sum[b * stride + c]! : 0;
        for (let row = b * block; row < end; row++) total += value[row * stride + c]!;
        sum[b * stride + c] = total;
      }
    }
  },
});
