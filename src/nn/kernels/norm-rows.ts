import wgsl from '../../../shaders/nn/norm-rows.wgsl?raw';
import { defineKernel, linearGrid, readF32, writeF32 } from '../../compute/kernel';
import { withLinearIndex } from '../../compute/wgsl';
import { GROUP } from './layout';

/** LayerNorm (CENTRED 1) or RMSNorm (CENTRED 0) of every row over its real columns. */
export const normRows = defineKernel({
  name: 'nn/norm-rows',
  wgsl: withLinearIndex(wgsl),
  bindings: {
    x: readF32,
    gain: readF32,
    bias: readF32,
    y: writeF32,
    /** [rows][2]: mean and inverse deviation. */
    stat: writeF32,
  },
  params: { rows: 'u32', cols: 'u32', stride: 'u32', epsilon: 'f32' },
  overrides: { CENTRED: 1, GROUP },
  grid: ({ rows }, o) => linearGrid(rows, o.GROUP),
  oracle({ x, gain, bias, y, stat }, { rows, cols, stride, epsilon }, { CENTRED }) {
    for (let row = 0; row < rows; row++) {
      const start = row * stride;
      let sum = 0;
      for (let c = 0; c < cols; c++) sum += x[start + c]!;
      const mean = CENTRED === 1 ? sum / cols : 0;
      let squares = 0;
      for (let c = 0; c < cols; c++) squares += (x[start + c]! - mean) ** 2;
      const inverse = 1 / Math.sqrt(squares / cols + epsilon);
      for (let c = 0; c < stride; c++) {
        y[start + c] = c < cols ? (x[start + c]! - mean) * inverse * gain[c]! + bias[c]! : 0;
      }
      stat[2 * row] = mean;
      stat[2 * row + 1] = inverse;
    }
  },
});
