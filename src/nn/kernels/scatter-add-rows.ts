import wgsl from '../../../shaders/nn/scatter-add-rows.wgsl?raw';
import { defineKernel, linearGrid, readF32, readU32, writeF32 } from '../../compute/kernel';
import { withLinearIndex } from '../../compute/wgsl';
import { GROUP } from './layout';

/** total[id[s]] += the rows of `value` that segment s of `order` names. */
export const scatterAddRows = defineKernel({
  name: 'nn/scatter-add-rows',
  wgsl: withLinearIndex(wgsl),
  bindings: {
    value: readF32,
    order: readU32,
    begin: readU32,
    /** Distinct rows of `total`. */
    id: readU32,
    total: writeF32,
  },
  params: { segments: 'u32', stride: 'u32' },
  overrides: { GROUP },
  grid: ({ segments, stride }, o) => linearGrid((segments * stride) / 4, o.GROUP),
  oracle({ value, order, begin, id, total }, { segments, stride }) {
    for (let s = 0; s < segments; s++) {
      for (let c = 0; c < stride; c++) {
        let sum = 0;
        for (let place = begin[s]!; place < begin[s + 1]!; place++) {
          sum += value[order[place]! * stride + c]!;
        }
        total[id[s]! * stride + c]! += sum;
      }
    }
  },
});
