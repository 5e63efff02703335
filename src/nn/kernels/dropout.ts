import wgsl from '../../../shaders/nn/dropout.wgsl?raw';
import { defineKernel, linearGrid, readF32, writeF32 } from '../../compute/kernel';
import { withLinearIndex, withRandom } from '../../compute/wgsl';
import { GROUP } from './layout';
import { maskAt, maskParams } from './mask';

/** Zeroes elements with probability `rate` and scales the others; the same on gradients. */
export const dropout = defineKernel({
  name: 'nn/dropout',
  wgsl: withRandom(withLinearIndex(wgsl)),
  bindings: { x: readF32, y: writeF32 },
  params: { count: 'u32', ...maskParams },
  overrides: { GROUP },
  grid: ({ count }, o) => linearGrid(count / 4, o.GROUP),
  oracle({ x, y }, { count, ...mask }) {
    for (let i = 0; i < count; i++) y[i] = maskAt(mask, i) * x[i]!;
  },
});
