import wgsl from '../../../shaders/nn/fused-attention-queries.wgsl?raw';
import { defineKernel, linearGrid, readF32, readU32, writeF32 } from '../../compute/kernel';
import { withAttentionTile } from './attention-tile';
import { dot, FUSED_ROWS, fusedParams, pairsOf } from './fused-attention-shape';
import { GROUP } from './layout';

/** From the gradient of fusedAttention's mixed values to that of its queries and of its bias. */
export const fusedAttentionQueries = defineKernel({
  name: 'nn/fused-attention-queries',
  wgsl: withAttentionTile(wgsl),
  bindings: {
    length: readU32,
    bias: readF32,
    q: readF32,
    k: readF32,
    v: readF32,
    mixed: readF32,
    gradient: readF32,
    /** [2][sequences][heads][queries]: the lse, and where delta goes. */
    stat: writeF32,
    dQuery: writeF32,
    /** [sequences][heads][tiles of 8 queries][keys + 8] */
    biasLines: writeF32,
  },
  params: fusedParams,
  overrides: { GROUP },
  grid: ({ sequences, heads, queries }, o) =>
    linearGrid(sequences * heads * Math.ceil(queries / FUSED_ROWS), o.GROUP),
  oracle({ length, bias, q, k, v, mixed, gradient, stat, dQuery, biasLines }, p) {
    const line = p.keys + FUSED_ROWS;
    const tiles = Math.ceil(p.queries / FUSED_ROWS);
    const lines = new Float64Array(p.sequences * p.heads * tiles * line);
    for (const pair of pairsOf({ length, bias, q, k }, p)) {
      for (let i = 0; i < p.queries; i++) {
        const row = pair.query(i);
        const at = pair.index * p.queries + i;
        const delta = dot(gradient, row, mixed, row, p.headCols);
        const slopes = Array.from({ length: pair.keys }, (_, j) => {
          const share = Math.exp(pair.score(i, j) - stat[at]!);
          const slope = dot(gradient, row, v, pair.key(j), p.headCols);
          return share * (pair.kept(i, j) * slope - delta);
        });
        stat[p.sequences * p.heads * p.queries + at] = delta;
        for (let c = 0; c < p.headCols; c++) {
          dQuery[row + c] = slopes.reduce((sum, s, j) => sum + s * k[pair.key(j) + c]!, 0);
        }
        const tile = (pair.index * tiles + Math.floor(i / FUSED_ROWS)) * line;
        slopes.forEach((s, j) => (lines[tile + j - (i % FUSED_ROWS) + FUSED_ROWS]! += s));
      }
    }
    if (p.biased === 1) biasLines.set(lines);
  },
});
