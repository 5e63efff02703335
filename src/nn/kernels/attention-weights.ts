import wgsl from '../../../shaders/nn/attention-weights.wgsl?raw';
import { defineKernel, linearGrid, readF32, readU32, writeF32 } from '../../compute/kernel';
import { withLinearIndex } from '../../compute/wgsl';
import { GROUP } from './layout';

/** Softmax over the real keys of every query, of scores plus bias (BIASED 1), in place. */
export const attentionWeights = defineKernel({
  name: 'nn/attention-weights',
  wgsl: withLinearIndex(wgsl),
  bindings: {
    /** Keys of each sequence. */
    length: readU32,
    /** [heads][2 span], by key - query + span. */
    bias: readF32,
    /** [sequences][heads][queries][stride]: scores before, weights after. */
    weight: writeF32,
  },
  params: {
    /** sequences * heads * queries */
    rows: 'u32',
    heads: 'u32',
    queries: 'u32',
    stride: 'u32',
    /** Of the bias: above every distance of a query and a key. */
    span: 'u32',
  },
  overrides: { BIASED: 1, GROUP },
  grid: ({ rows }, o) => linearGrid(rows, o.GROUP),
  oracle({ length, bias, weight }, { rows, heads, queries, stride, span }, { BIASED }) {
    const period = heads * queries;
    for (let row = 0; row < rows; row++) {
      const keys = length[Math.floor(row / period)]!;
      const head = Math.floor((row % period) / queries);
      const line = (2 * head + 1) * span - (row % queries);
      const scores = Array.from({ length: keys }, (_, j) => {
        const bend = BIASED === 1 ? bias[line + j]! : 0;
        return weight[row * stride + j]! + bend;
      });
      const peak = Math.max(...scores);
      const sum = scores.reduce((total, score) => total + Math.exp(score - peak), 0);
      for (let j = 0; j < stride; j++) {
        weight[row * stride + j] = j < keys ? Math.exp(scores[j]! - peak) / sum : 0;
      }
    }
  },
});
