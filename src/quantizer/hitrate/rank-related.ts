import { roundUp } from '../../compute/kernel';
import { matmulFlop } from '../../nn/kernels/matmul';
import { LAYOUTS, matmulFor, queueProduct } from '../../nn/matmul';
import { orCancelled, Problem } from '../../problem';
import type { JobContext } from '../assign';
import { relatedRanks } from '../kernels/related-ranks';
import { MEMORY_OPS } from '../pacer';
import { forEachSlice, sliceCapacity, type SliceOptions } from '../row-slices';
import { queryRuns } from './query-runs';
import { unitRows } from './unit-rows';

export interface RelatedRows {
  /** Query row of each pair, ascending. */
  readonly queries: Uint32Array;
  readonly related: Uint32Array;
}

/**
 * The 0-based rank of each pair's related row among all rows but the query, by cosine to the query;
 * equal cosines go to the lowest row. `values` is [rows][dim], dim a multiple of 8. Similarities are
 * made for some queries at a time and never for all. Throws `HITRATE_MEMORY`, `CANCELLED`.
 */
export async function rankRelated(
  { device, pacer }: JobContext,
  values: Float32Array,
  dim: number,
  { queries, related }: RelatedRows,
  options: SliceOptions = {},
): Promise<Uint32Array> {
  const rows = values.length / dim;
  const stride = roundUp(rows, 4);
  const limit = device.info.limits.maxStorageBufferBindingSize ?? Infinity;
  if (4 * stride * dim > limit) throw tooLarge(rows, dim, limit);
  const runs = queryRuns(queries);
  const ranks = new Uint32Array(queries.length);
  const flop = matmulFlop({ m: 1, n: stride, k: dim, batches: 1 });
  const perQuery = queries.length / Math.max(1, runs.rows.length);
  const cost = {
    bytesPerRow: 4 * stride,
    opsPerRow: flop + perQuery * stride * MEMORY_OPS,
  };
  const capacity = sliceCapacity(runs.rows.length, cost);
  const most = runs.largest(capacity);
  const unit = unitRows(values, dim);
  const matmul = device.prepare(matmulFor(device), LAYOUTS.NT);
  await orCancelled(Promise.all([device.prepare(relatedRanks), matmul]), options.signal);
  const arena = device.arena('hitrate');
  try {
    const base = arena.tensor('unit vectors', 'f32', stride * dim);
    device.write(base, unit);
    const asked = arena.tensor('queries', 'f32', capacity * dim);
    const similarity = arena.tensor('similarities', 'f32', capacity * stride);
    const query = arena.tensor('query of the pair', 'u32', most);
    const selfRow = arena.tensor('row of the query', 'u32', most);
    const goal = arena.tensor('related row', 'u32', most);
    const rank = arena.tensor('ranks', 'u32', most);
    const slice = async (begin: number, end: number) => {
      const count = end - begin;
      const vectors = new Float32Array(count * dim);
      for (let i = 0; i < count; i++) {
        const row = runs.rows[begin + i]!;
        vectors.set(unit.subarray(row * dim, (row + 1) * dim), i * dim);
      }
      device.write(asked, vectors);
      queueProduct(device, 'NT', { a: asked, b: base, c: similarity, m: count, n: stride, k: dim });
      const [first, last] = [runs.starts[begin]!, runs.starts[end]!];
      const pairs = last - first;
      device.write(
        query,
        Uint32Array.from({ length: pairs }, (_, p) => runs.queryOf[first + p]! - begin),
      );
      device.write(selfRow, queries.subarray(first, last));
      device.write(goal, related.subarray(first, last));
      device.run(relatedRanks, {
        tensors: { similarity, query, selfRow, related: goal, rank },
        params: { pairs, rows, stride },
      });
      ranks.set(await device.read(rank, pairs), first);
      await pacer.spend(count * cost.opsPerRow);
    };
    await forEachSlice(runs.rows.length, pacer, cost, slice, options);
    return ranks;
  } finally {
    arena.dispose();
  }
}

function tooLarge(rows: number, dim: number, limit: number): Problem {
  const most = Math.floor(limit / 4 / dim);
  return new Problem(
    'HITRATE_MEMORY',
    `${rows.toLocaleString('en-US')} rows x ${dim} are more than this device binds at once (${most.toLocaleString('en-US')} rows).`,
    `Choose a sample of at most ${most.toLocaleString('en-US')} rows.`,
  );
}
