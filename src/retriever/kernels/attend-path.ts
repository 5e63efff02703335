import wgsl from '../../../shaders/retriever/attend-path.wgsl?raw';
import { defineKernel, linearGrid, readF32, readU32, writeF32 } from '../../compute/kernel';
import { withLinearIndex } from '../../compute/wgsl';
import { GROUP, PATH_FIELDS } from './layout';

/** Self-attention of a decoder step, each beam over the positions of its own path. */
export const attendPath = defineKernel({
  name: 'retriever/attend-path',
  wgsl: withLinearIndex(wgsl),
  bindings: {
    /** [positions][slab][stride]: heads' queries, keys, values. */
    qkv: readF32,
    /** [positions][slab][3], the parent first. */
    path: readU32,
    /** [MAX_POSITIONS][heads], by distance. */
    bias: readF32,
    /** [rows][mixedStride] */
    mixed: writeF32,
  },
  params: {
    rows: 'u32',
    heads: 'u32',
    /** A multiple of 4. */
    headCols: 'u32',
    stride: 'u32',
    mixedStride: 'u32',
    /** Below MAX_POSITIONS. */
    step: 'u32',
    slab: 'u32',
  },
  overrides: { GROUP },
  grid: ({ rows, heads }, o) => linearGrid(rows * heads, o.GROUP),
  oracle({ qkv, path, bias, mixed }, p) {
    const inner = p.heads * p.headCols;
    for (let row = 0; row < p.rows; row++) {
      const rowsOfPath = pathOf(path, p, row);
      for (let head = 0; head < p.heads; head++) {
        const columns = Array.from({ length: p.headCols }, (_, d) => head * p.headCols + d);
        const query = rowsOfPath[p.step]! * p.stride;
        const scores = rowsOfPath.map((at, position) =>
          columns.reduce(
            (sum, c) => sum + qkv[query + c]! * qkv[at * p.stride + inner + c]!,
            bias[(p.step - position) * p.heads + head]!,
          ),
        );
        const peak = Math.max(...scores);
        const odds = scores.map((score) => Math.exp(score - peak));
        const total = odds.reduce((sum, value) => sum + value, 0);
        for (const c of columns) {
          const value = rowsOfPath.reduce(
            (sum, at, position) => sum + odds[position]! * qkv[at * p.stride + 2 * inner + c]!,
            0,
          );
          mixed[row * p.mixedStride + c] = value / total;
        }
      }
    }
  },
});

/** For every position up to `step` the row of the slab that a beam's path goes through. */
function pathOf(
  path: Uint32Array,
  { step, slab }: { readonly step: number; readonly slab: number },
  row: number,
): number[] {
  const rows = [step * slab + row];
  for (let position = step; position > 0; position--) {
    rows.unshift((position - 1) * slab + path[PATH_FIELDS * rows[0]!]!);
  }
  return rows;
}
