import wgsl from '../../../shaders/nn/position-bias.wgsl?raw';
import { defineKernel, linearGrid, readF32, readU32, writeF32 } from '../../compute/kernel';
import { withLinearIndex } from '../../compute/wgsl';
import { GROUP } from './layout';

/** The bucket of a query and a key that must not meet. */
export const NO_BUCKET = 0xffff_ffff;

/** What a score gets that no softmax may take. Finite: a sum with it is never NaN. */
const LOWEST = -1e30;

/** Relative position bias of every head, query and key, from a table of buckets. */
export const positionBias = defineKernel({
  name: 'nn/position-bias',
  wgsl: withLinearIndex(wgsl),
  bindings: {
    /** [buckets][tableStride], a column a head. */
    table: readF32,
    /** [2 span - 1]: of key - query = 1 - span .. span - 1. */
    bucket: readU32,
    /** [heads][queries][stride] */
    bias: writeF32,
  },
  params: { heads: 'u32', queries: 'u32', stride: 'u32', span: 'u32', tableStride: 'u32' },
  overrides: { GROUP },
  grid: ({ heads, queries, stride }, o) => linearGrid((heads * queries * stride) / 4, o.GROUP),
  oracle({ table, bucket, bias }, { heads, queries, stride, span, tableStride }) {
    for (let h = 0; h < heads; h++) {
      for (let i = 0; i < queries; i++) {
        for (let j = 0; j < stride; j++) {
          const b = bucket[Math.min(j - i + span - 1, 2 * span - 2)]!;
          const at = (h * queries + i) * stride + j;
          bias[at] = b === NO_BUCKET ? LOWEST : table[b * tableStride + h]!;
        }
      }
    }
  },
});
