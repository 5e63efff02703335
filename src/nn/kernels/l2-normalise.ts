import wgsl from '../../../shaders/nn/l2-normalise.wgsl?raw';
import { defineKernel, linearGrid, readF32, writeF32 } from '../../compute/kernel';
import { withLinearIndex } from '../../compute/wgsl';
import { GROUP } from './layout';

/** Below this |x|^2 a row has no direction. */
const TINY = 1e-24;

/** Rows of length 1; rows without direction become zero. */
export const l2Normalise = defineKernel({
  name: 'nn/l2-normalise',
  wgsl: withLinearIndex(wgsl),
  bindings: { x: readF32, y: writeF32, inverse: writeF32 },
  params: { rows: 'u32', stride: 'u32' },
  overrides: { GROUP },
  grid: ({ rows }, o) => linearGrid(rows, o.GROUP),
  oracle({ x, y, inverse }, { rows, stride }) {
    for (let row = 0; row < rows; row++) {
      let squares = 0;
      for (let at = row * stride; at < (row + 1) * stride; at++) squares += x[at]! ** 2;
      const scale = squares >= TINY ? 1 / Math.sqrt(squares) : 0;
      for (let at = row * stride; at < (row + 1) * stride; at++) y[at] = x[at]! * scale;
      inverse[row] = scale;
    }
  },
});
