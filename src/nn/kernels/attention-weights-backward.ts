import wgsl from '../../../shaders/nn/attention-weights-backward.wgsl?raw';
import { defineKernel, linearGrid, readF32, writeF32 } from '../../compute/kernel';
import { withLinearIndex } from '../../compute/wgsl';
import { GROUP } from './layout';

/** From the gradient of softmax weights to that of the scores, in place. */
export const attentionWeightsBackward = defineKernel({
  name: 'nn/attention-weights-backward',
  wgsl: withLinearIndex(wgsl),
  bindings: { weight: readF32, gradient: writeF32 },
  params: { rows: 'u32', stride: 'u32' },
  overrides: { GROUP },
  grid: ({ rows }, o) => linearGrid(rows, o.GROUP),
  oracle({ weight, gradient }, { rows, stride }) {
    for (let row = 0; row < rows; row++) {
      const start = row * stride;
      let mean = 0;
      for (let j = 0; j < stride; j++) mean += weight[start + j]! * gradient[start + j]!;
      for (let j = 0; j < stride; j++) {
        gradient[start + j] = weight[start + j]! * (gradient[start + j]! - mean);
      }
    }
  },
});
