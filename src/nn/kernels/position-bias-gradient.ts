import wgsl from '../../../shaders/nn/position-bias-gradient.wgsl?raw';
import { defineKernel, readF32, readU32, writeF32 } from '../../compute/kernel';
import { GROUP } from './layout';

/** Adds the gradient of scores, summed over sequences, up to that of positionBias' table. */
export const positionBiasGradient = defineKernel({
  name: 'nn/position-bias-gradient',
  wgsl,
  bindings: {
    /** [heads][lines][width]; column c of line l is of key - query = c - lead - step l. */
    lineGradient: readF32,
    bucket: readU32,
    gradient: writeF32,
  },
  params: {
    heads: 'u32',
    lines: 'u32',
    width: 'u32',
    step: 'u32',
    lead: 'u32',
    /** Above every distance. */
    span: 'u32',
    buckets: 'u32',
    tableStride: 'u32',
  },
  overrides: { GROUP },
  grid: ({ buckets, heads }, o) => [Math.ceil((buckets * heads) / o.GROUP), 1, 1],
  oracle({ lineGradient, bucket, gradient }, p) {
    for (let h = 0; h < p.heads; h++) {
      for (let b = 0; b < p.buckets; b++) {
        let sum = 0;
        for (let l = 0; l < p.lines; l++) {
          for (let c = 0; c < p.width; c++) {
            const distance = c - p.lead - p.step * l;
            if (bucket[distance + p.span - 1] === b) {
              sum += lineGradient[(h * p.lines + l) * p.width + c]!;
            }
          }
        }
        gradient[b * p.tableStride + h]! += sum;
      }
    }
  },
});
