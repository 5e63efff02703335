import wgsl from '../../../shaders/nn/log-sum-exp.wgsl?raw';
import { defineKernel, readF32, writeF32 } from '../../compute/kernel';
import { GROUP } from './layout';

/** Log-sum-exp of every scaled row of a matrix, or of every column by its strides. */
export const logSumExp = defineKernel({
  name: 'nn/log-sum-exp',
  wgsl,
  bindings: { value: readF32, logScale: readF32, result: writeF32 },
  params: {
    count: 'u32',
    terms: 'u32',
    /** Between the first terms of two sums. */
    outer: 'u32',
    /** Between two terms. */
    inner: 'u32',
  },
  overrides: { GROUP },
  grid: ({ count }, o) => [Math.ceil(count / o.GROUP), 1, 1],
  oracle({ value, logScale, result }, { count, terms, outer, inner }) {
    const scale = Math.exp(logScale[0]!);
    for (let i = 0; i < count; i++) {
      let peak = -Infinity;
      for (let j = 0; j < terms; j++) {
        peak = Math.max(peak, scale * value[i * outer + j * inner]!);
      }
      let sum = 0;
      for (let j = 0; j < terms; j++) {
        sum += Math.exp(scale * value[i * outer + j * inner]! - peak);
      }
      result[i] = peak + Math.log(sum);
    }
  },
});
