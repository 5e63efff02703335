import wgsl from '../../../shaders/nn/norm-rows-backward.wgsl?raw';
import { defineKernel, linearGrid, readF32, writeF32 } from '../../compute/kernel';
import { withLinearIndex } from '../../compute/wgsl';
import { GROUP } from './layout';

/** The gradient of normRows with respect to x. */
export const normRowsBackward = defineKernel({
  name: 'nn/norm-rows-backward',
  wgsl: withLinearIndex(wgsl),
  bindings: { x: readF32, gain: readF32, stat: readF32, dy: readF32, dx: writeF32 },
  params: {
    rows: 'u32',
    cols: 'u32',
    stride: 'u32',
    /** 1: add to what dx holds. */
    accumulate: 'u32',
  },
  overrides: { CENTRED: 1, GROUP },
  grid: ({ rows }, o) => linearGrid(rows, o.GROUP),
  oracle({ x, gain, stat, dy, dx }, { rows, cols, stride, accumulate }, { CENTRED }) {
    for (let row = 0; row < rows; row++) {
      const start = row * stride;
      const mean = stat[2 * row]!;
      const inverse = stat[2 * row + 1]!;
      const h = (c: number) => dy[start + c]! * gain[c]!;
      const n = (c: number) => (x[start + c]! - mean) * inverse;
      let sumH = 0;
      let sumHn = 0;
      for (let c = 0; c < cols; c++) {
        sumH += h(c);
        sumHn += h(c) * n(c);
      }
      const meanH = CENTRED === 1 ? sumH / cols : 0;
      for (let c = 0; c < stride; c++) {
        const slope = c < cols ? inverse * (h(c) - meanH - (n(c) * sumHn) / cols) : 0;
        dx[start + c] = (accumulate === 1 ? dx[start + c]! : 0) + slope;
      }
    }
  },
});
