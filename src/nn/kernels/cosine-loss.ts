import wgsl from '../../../shaders/nn/cosine-loss.wgsl?raw';
import { defineKernel, linearGrid, readF32, writeF32 } from '../../compute/kernel';
import { withLinearIndex } from '../../compute/wgsl';
import { GROUP } from './layout';

/** Below this |x|^2 a vector has no direction: cosine 0, no gradient. */
const TINY = 1e-16;

/** Cosine distance of every row, and the gradient of weight * the mean over rows. */
export const cosineLoss = defineKernel({
  name: 'nn/cosine-loss',
  wgsl: withLinearIndex(wgsl),
  bindings: { prediction: readF32, goal: readF32, gradient: writeF32, loss: writeF32 },
  params: { rows: 'u32', stride: 'u32', weight: 'f32' },
  overrides: { GROUP },
  grid: ({ rows }, o) => linearGrid(rows, o.GROUP),
  oracle({ prediction, goal, gradient, loss }, { rows, stride, weight }) {
    for (let row = 0; row < rows; row++) {
      let xx = 0;
      let tt = 0;
      let xt = 0;
      for (let at = row * stride; at < (row + 1) * stride; at++) {
        xx += prediction[at]! ** 2;
        tt += goal[at]! ** 2;
        xt += prediction[at]! * goal[at]!;
      }
      const apart = xx < TINY || tt < TINY;
      const norms = Math.sqrt(xx) * Math.sqrt(tt);
      const cosine = apart ? 0 : xt / norms;
      for (let at = row * stride; at < (row + 1) * stride; at++) {
        const slope = apart ? 0 : (cosine * prediction[at]!) / xx - goal[at]! / norms;
        gradient[at] = (weight * slope) / rows;
      }
      loss[row] = 1 - cosine;
    }
  },
});
