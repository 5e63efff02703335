import wgsl from '../../../shaders/nn/dropout.wgsl?raw';
import { defineKernel, linearGrid, readF32, writeF32 } from '../../compute/kernel';
import { randomHalf } from '../../compute/random';
import { withLinearIndex, withRandom } from '../../compute/wgsl';
import { GROUP } from './layout';

/** Zeroes elements with probability `rate` and scales the others; the same on gradients. */
export const dropout = defineKernel({
  name: 'nn/dropout',
  wgsl: withRandom(withLinearIndex(wgsl)),
  bindings: { x: readF32, y: writeF32 },
  params: {
    count: 'u32',
    seed: 'u32',
    rate: 'f32',
    /** 1 / (1 - rate) */
    scale: 'f32',
  },
  overrides: { GROUP },
  grid: ({ count }, o) => linearGrid(count / 4, o.GROUP),
  oracle({ x, y }, { count, seed, rate, scale }) {
    for (let i = 0; i < count; i++) y[i] = randomHalf(seed, i) >= rate ? scale * x[i]! : 0;
  },
});
