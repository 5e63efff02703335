import wgsl from '../../../shaders/nn/position-bias-gradient.wgsl?raw';
import { defineKernel, readF32, readU32, writeF32 } from '../../compute/kernel';
import { GROUP } from './layout';

/** Adds the gradient of positionBias' output up to that of its table. */
export const positionBiasGradient = defineKernel({
  name: 'nn/position-bias-gradient',
  wgsl,
  bindings: { biasGradient: readF32, bucket: readU32, gradient: writeF32 },
  params: {
    heads: 'u32',
    queries: 'u32',
    /** Up to stride; padding behind gets no gradient. */
    keys: 'u32',
    stride: 'u32',
    /** queries and keys at least. */
    span: 'u32',
    buckets: 'u32',
    tableStride: 'u32',
  },
  overrides: { GROUP },
  grid: ({ buckets, heads }, o) => [Math.ceil((buckets * heads) / o.GROUP), 1, 1],
  oracle({ biasGradient, bucket, gradient }, p) {
    for (let h = 0; h < p.heads; h++) {
      for (let b = 0; b < p.buckets; b++) {
        let sum = 0;
        for (let i = 0; i < p.queries; i++) {
          for (let j = 0; j < p.keys; j++) {
            if (bucket[j - i + p.span - 1] === b) {
              sum += biasGradient[(h * p.queries + i) * p.stride + j]!;
            }
          }
        }
        gradient[b * p.tableStride + h]! += sum;
      }
    }
  },
});
