import wgsl from '../../../shaders/quantizer/related-ranks.wgsl?raw';
import { defineKernel, linearGrid, readF32, readU32, writeU32 } from '../../compute/kernel';
import { withLinearIndex } from '../../compute/wgsl';
import { GROUP } from './layout';

/** Rank of each pair's related row among all rows, by similarity to the query. */
export const relatedRanks = defineKernel({
  name: 'quantizer/related-ranks',
  wgsl: withLinearIndex(wgsl),
  bindings: {
    /** [queries][stride] */
    similarity: readF32,
    /** Of each pair: its row of `similarity`, the row of the shard it is, and the related row. */
    query: readU32,
    selfRow: readU32,
    related: readU32,
    /** [pairs], 0-based. */
    rank: writeU32,
  },
  params: { pairs: 'u32', rows: 'u32', stride: 'u32' },
  overrides: { GROUP },
  grid: ({ pairs }, o) => linearGrid(pairs, o.GROUP),
  oracle({ similarity, query, selfRow, related, rank }, { pairs, rows, stride }) {
    for (let pair = 0; pair < pairs; pair++) {
      const start = query[pair]! * stride;
      const goal = related[pair]!;
      const value = similarity[start + goal]!;
      let better = 0;
      for (let row = 0; row < rows; row++) {
        const other = similarity[start + row]!;
        if (row === selfRow[pair]) continue;
        if (other > value || (other === value && row < goal)) better += 1;
      }
      rank[pair] = better;
    }
  },
});
