import wgsl from '../../../shaders/nn/mse-loss.wgsl?raw';
import { defineKernel, linearGrid, readF32, writeF32 } from '../../compute/kernel';
import { withLinearIndex } from '../../compute/wgsl';
import { GROUP } from './layout';

/**
 * Mean squared error of every row over its real columns, and the gradient of weight * the mean over rows.
 */
export const mseLoss = defineKernel({
  name: 'nn/mse-loss',
  wgsl: withLinearIndex(wgsl),
  bindings: { prediction: readF32, goal: readF32, gradient: writeF32, loss: writeF32 },
  params: { rows: 'u32', cols: 'u32', stride: 'u32', weight: 'f32' },
  overrides: { GROUP },
  grid: ({ rows }, o) => linearGrid(rows, o.GROUP),
  oracle({ prediction, goal, gradient, loss }, { rows, cols, stride, weight }) {
    for (let row = 0; row < rows; row++) {
      let total = 0;
      for (let at = row * stride; at < (row + 1) * stride; at++) {
        const difference = prediction[at]! - goal[at]!;
        total += difference ** 2;
        gradient[at] = (weight * 2 * difference) / (rows * cols);
      }
      loss[row] = total / cols;
    }
  },
});
