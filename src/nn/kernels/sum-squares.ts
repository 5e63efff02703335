import wgsl from '../../../shaders/nn/sum-squares.wgsl?raw';
import { defineKernel, readF32, writeF32 } from '../../compute/kernel';
import { GROUP } from './layout';

/** Sums of squares of consecutive blocks of a tensor, written from `first` on. */
export const sumSquares = defineKernel({
  name: 'nn/sum-squares',
  wgsl,
  bindings: { value: readF32, sum: writeF32 },
  params: { count: 'u32', block: 'u32', first: 'u32' },
  overrides: { GROUP },
  grid: ({ count, block }, o) => [Math.ceil(Math.ceil(count / block) / o.GROUP), 1, 1],
  oracle({ value, sum }, { count, block, first }) {
    for (let b = 0; b * block < count; b++) {
      let total = 0;
      const end = Math.min((b + 1) * block, count);
      for (let i = b * block; i < end; i++) total += value[i]! ** 2;
      sum[first + b] = total;
    }
  },
});
