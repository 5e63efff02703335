import wgsl from '../../../shaders/nn/norm-gain-sums.wgsl?raw';
import { defineKernel, linearGrid, readF32, writeF32 } from '../../compute/kernel';
import { withLinearIndex } from '../../compute/wgsl';
import { GROUP } from './layout';

/** Blocks of the gradient of the gain of normRows: [rows][stride] to [blocks][stride]. */
export const normGainSums = defineKernel({
  name: 'nn/norm-gain-sums',
  wgsl: withLinearIndex(wgsl),
  bindings: { x: readF32, stat: readF32, dy: readF32, sum: writeF32 },
  params: { rows: 'u32', stride: 'u32', block: 'u32' },
  overrides: { GROUP },
  grid: ({ rows, stride, block }, o) => linearGrid((Math.ceil(rows / block) * stride) / 4, o.GROUP),
  oracle({ x, stat, dy, sum }, { rows, stride, block }) {
    for (let b = 0; b * block < rows; b++) {
      const end = Math.min((b + 1) * block, rows);
      for (let c = 0; c < stride; c++) {
        let total = 0;
        for (let row = b * block; row < end; row++) {
          const at = row * stride + c;
          total += dy[at]! * (x[at]! - stat[2 * row]!) * stat[2 * row + 1]!;
        }
        sum[b * stride + c] = total;
      }
    }
  },
});
