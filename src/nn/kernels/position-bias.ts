import wgsl from '../../../shaders/nn/position-bias.wgsl?raw';
import { defineKernel, linearGrid, readF32, readU32, writeF32 } from '../../compute/kernel';
import { withLinearIndex } from '../../compute/wgsl';
import { GROUP } from './layout';

/** The bucket of a query and a key that must not meet. */
export const NO_BUCKET = 0xffff_ffff;

/** What a score gets that no softmax may take. Finite: a sum with it is never NaN. */
const LOWEST = -1e30;

/** Relative position bias of every head and distance, from a table of buckets. */
export const positionBias = defineKernel({
  name: 'nn/position-bias',
  wgsl: withLinearIndex(wgsl),
  bindings: {
    /** [buckets][tableStride], a column a head. */
    table: readF32,
    /** [2 span - 1]: of key - query = 1 - span .. span - 1. */
    bucket: readU32,
    /** [heads][2 span], by key - query + span; the first is of no pair. */
    bias: writeF32,
  },
  params: { heads: 'u32', span: 'u32', tableStride: 'u32' },
  overrides: { GROUP },
  grid: ({ heads, span }, o) => linearGrid(heads * 2 * span, o.GROUP),
  oracle({ table, bucket, bias }, { heads, span, tableStride }) {
    for (let h = 0; h < heads; h++) {
      for (let at = 0; at < 2 * span; at++) {
        const b = bucket[Math.max(at, 1) - 1]!;
        bias[h * 2 * span + at] = b === NO_BUCKET ? LOWEST : table[b * tableStride + h]!;
      }
    }
  },
});
