import wgsl from '../../../shaders/nn/add-dropped.wgsl?raw';
import { defineKernel, linearGrid, readF32, writeF32 } from '../../compute/kernel';
import { withLinearIndex, withRandom } from '../../compute/wgsl';
import { GROUP } from './layout';
import { maskAt, maskParams } from './mask';

/** y = x + dropout(addend), with the mask of `dropout`. */
export const addDropped = defineKernel({
  name: 'nn/add-dropped',
  wgsl: withRandom(withLinearIndex(wgsl)),
  bindings: { x: readF32, addend: readF32, y: writeF32 },
  params: { count: 'u32', ...maskParams },
  overrides: { GROUP },
  grid: ({ count }, o) => linearGrid(count / 4, o.GROUP),
  oracle({ x, addend, y }, { count, ...mask }) {
    for (let i = 0; i < count; i++) y[i] = x[i]! + maskAt(mask, i) * addend[i]!;
  },
});
