import wgsl from '../../../shaders/nn/add-scaled.wgsl?raw';
import { defineKernel, linearGrid, readF32, writeF32 } from '../../compute/kernel';
import { withLinearIndex } from '../../compute/wgsl';
import { GROUP } from './layout';

/** total[i] += scale * addend[i], in place. */
export const addScaled = defineKernel({
  name: 'nn/add-scaled',
  wgsl: withLinearIndex(wgsl),
  bindings: { addend: readF32, total: writeF32 },
  params: { count: 'u32', scale: 'f32' },
  overrides: { GROUP },
  grid: ({ count }, o) => linearGrid(count / 4, o.GROUP),
  oracle({ addend, total }, { count, scale }) {
    for (let i = 0; i < count; i++) total[i]! += scale * addend[i]!;
  },
});
