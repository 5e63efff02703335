import wgsl from '../../../shaders/nn/add-bias.wgsl?raw';
import { defineKernel, linearGrid, readF32, writeF32 } from '../../compute/kernel';
import { withLinearIndex } from '../../compute/wgsl';
import { GROUP } from './layout';

/** value[r, c] += bias[c], in place. */
export const addBias = defineKernel({
  name: 'nn/add-bias',
  wgsl: withLinearIndex(wgsl),
  bindings: { bias: readF32, value: writeF32 },
  params: { rows: 'u32', stride: 'u32' },
  overrides: { GROUP },
  grid: ({ rows, stride }, o) => linearGrid((rows * stride) / 4, o.GROUP),
  oracle({ bias, value }, { rows, stride }) {
    for (let at = 0; at < rows * stride; at++) value[at]! += bias[at % stride]!;
  },
});
