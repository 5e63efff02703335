import wgsl from '../../../shaders/nn/l2-normalise-backward.wgsl?raw';
import { defineKernel, linearGrid, readF32, writeF32 } from '../../compute/kernel';
import { withLinearIndex } from '../../compute/wgsl';
import { GROUP } from './layout';

/** The gradient of l2Normalise; rows without direction get none. */
export const l2NormaliseBackward = defineKernel({
  name: 'nn/l2-normalise-backward',
  wgsl: withLinearIndex(wgsl),
  bindings: { y: readF32, inverse: readF32, dy: readF32, dx: writeF32 },
  params: { rows: 'u32', stride: 'u32' },
  overrides: { GROUP },
  grid: ({ rows }, o) => linearGrid(rows, o.GROUP),
  oracle({ y, inverse, dy, dx }, { rows, stride }) {
    for (let row = 0; row < rows; row++) {
      let along = 0;
      for (let at = row * stride; at < (row + 1) * stride; at++) along += y[at]! * dy[at]!;
      for (let at = row * stride; at < (row + 1) * stride; at++) {
        dx[at] = inverse[row]! * (dy[at]! - along * y[at]!);
      }
    }
  },
});
