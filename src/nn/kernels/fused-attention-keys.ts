import wgsl from '../../../shaders/nn/fused-attention-keys.wgsl?raw';
import { defineKernel, linearGrid, readF32, readU32, writeF32 } from '../../compute/kernel';
import { withAttentionTile } from './attention-tile';
import { dot, FUSED_ROWS, fusedParams, pairsOf } from './fused-attention-shape';
import { GROUP } from './layout';

/** From the gradient of fusedAttention's mixed values to that of its keys and values. */
export const fusedAttentionKeys = defineKernel({
  name: 'nn/fused-attention-keys',
  wgsl: withAttentionTile(wgsl),
  bindings: {
    length: readU32,
    bias: readF32,
    q: readF32,
    k: readF32,
    v: readF32,
    gradient: readF32,
    /** [2][sequences][heads][queries]: lse and delta. */
    stat: readF32,
    dKey: writeF32,
    dValue: writeF32,
  },
  params: fusedParams,
  overrides: { GROUP },
  grid: ({ sequences, heads, keys }, o) =>
    linearGrid(sequences * heads * Math.ceil(keys / FUSED_ROWS), o.GROUP),
  oracle({ length, bias, q, k, v, gradient, stat, dKey, dValue }, p) {
    const rows = p.sequences * p.heads * p.queries;
    for (const pair of pairsOf({ length, bias, q, k }, p)) {
      for (let j = 0; j < p.keys; j++) {
        const key = pair.key(j);
        const value = new Float64Array(p.headCols);
        const slope = new Float64Array(p.headCols);
        for (let i = 0; j < pair.keys && i < p.queries; i++) {
          const row = pair.query(i);
          const at = pair.index * p.queries + i;
          const share = Math.exp(pair.score(i, j) - stat[at]!);
          const kept = pair.kept(i, j);
          const ds = share * (kept * dot(gradient, row, v, key, p.headCols) - stat[rows + at]!);
          for (let c = 0; c < p.headCols; c++) {
            value[c]! += kept * share * gradient[row + c]!;
            slope[c]! += ds * q[row + c]!;
          }
        }
        dKey.set(slope, key);
        dValue.set(value, key);
      }
    }
  },
});
