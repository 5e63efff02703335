import wgsl from '../../../shaders/nn/sum-values.wgsl?raw';
import { defineKernel, readF32, writeF32 } from '../../compute/kernel';
import { GROUP } from './layout';

/** Scaled sums of consecutive blocks of a vector. */
export const sumValues = defineKernel({
  name: 'nn/sum-values',
  wgsl,
  bindings: { value: readF32, sum: writeF32 },
  params: { count: 'u32', block: 'u32', scale: 'f32', accumulate: 'u32' },
  overrides: { GROUP },
  grid: ({ count, block }, o) => [Math.ceil(Math.ceil(count / block) / o.GROUP), 1, 1],
  oracle({ value, sum }, { count, block, scale, accumulate }) {
    for (let b = 0; b * block < count; b++) {
      let total = 0;
      const end = Math.min((b + 1) * block, count);
      for (let i = b * block; i < end; i++) total += value[i]!;
      sum[b] = scale * total + (accumulate === 1 ? sum[b]! : 0);
    }
  },
});
