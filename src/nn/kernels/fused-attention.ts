import wgsl from '../../../shaders/nn/fused-attention.wgsl?raw';
import { defineKernel, linearGrid, readF32, readU32, writeF32 } from '../../compute/kernel';
import { withAttentionTile } from './attention-tile';
import { FUSED_ROWS, fusedParams, pairsOf } from './fused-attention-shape';
import { GROUP } from './layout';

/** The lse of a sequence without keys. */
const LOWEST = -1e30;

/** Values mixed by the softmax of every query's scores, and the log of its sum. */
export const fusedAttention = defineKernel({
  name: 'nn/fused-attention',
  wgsl: withAttentionTile(wgsl),
  bindings: {
    /** Keys of each sequence. */
    length: readU32,
    /** [heads][2 span], by key - query + span. */
    bias: readF32,
    q: readF32,
    k: readF32,
    v: readF32,
    mixed: writeF32,
    /** [sequences][heads][queries] */
    lse: writeF32,
  },
  params: fusedParams,
  overrides: { GROUP },
  grid: ({ sequences, heads, queries }, o) =>
    linearGrid(sequences * heads * Math.ceil(queries / FUSED_ROWS), o.GROUP),
  oracle({ length, bias, q, k, v, mixed, lse }, p) {
    for (const pair of pairsOf({ length, bias, q, k }, p)) {
      for (let i = 0; i < p.queries; i++) {
        const scores = Array.from({ length: pair.keys }, (_, j) => pair.score(i, j));
        const peak = Math.max(LOWEST, ...scores);
        const sum = scores.reduce((total, score) => total + Math.exp(score - peak), 0);
        for (let c = 0; c < p.headCols; c++) {
          const value = scores.reduce((total, score, j) => {
            const weight = (pair.kept(i, j) * Math.exp(score - peak)) / sum;
            return total + weight * v[pair.key(j) + c]!;
          }, 0);
          mixed[pair.query(i) + c] = value;
        }
        lse[pair.index * p.queries + i] = sum === 0 ? LOWEST : peak + Math.log(sum);
      }
    }
  },
});
