import wgsl from '../../../shaders/nn/multiply-elements.wgsl?raw';
import { defineKernel, linearGrid, readF32, writeF32 } from '../../compute/kernel';
import { withLinearIndex } from '../../compute/wgsl';
import { GROUP } from './layout';

/** product = a b, element by element. */
export const multiplyElements = defineKernel({
  name: 'nn/multiply-elements',
  wgsl: withLinearIndex(wgsl),
  bindings: { a: readF32, b: readF32, product: writeF32 },
  params: { count: 'u32' },
  overrides: { GROUP },
  grid: ({ count }, o) => linearGrid(count / 4, o.GROUP),
  oracle({ a, b, product }, { count }) {
    for (let i = 0; i < count; i++) product[i] = a[i]! * b[i]!;
  },
});
