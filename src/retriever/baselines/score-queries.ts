import type { Device } from '../../compute/device';
import { roundUp } from '../../compute/kernel';
import { matmulFlop } from '../../nn/kernels/matmul';
import { strideOf } from '../../nn/kernels/layout';
import { LAYOUTS, matmulFor, queueProduct } from '../../nn/matmul';
import { Problem } from '../../problem';
import type { Rows } from './unit-vectors';

/** A slice's work on the device: tens of milliseconds on a software adapter. */
const SLICE_FLOP = 2 ** 27;
/** Its scores: far below what every adapter binds. */
const SLICE_BYTES = 32 * 1024 * 1024;

export interface Queries {
  readonly count: number;
  /** As wide as the items' vectors. */
  readonly vector: (query: number) => Float64Array;
  /** The scores are a view that the next slice overwrites. */
  readonly visit: (query: number, scores: Float32Array) => void;
}

/**
 * The dot product of every query with every item, some queries at a time, in f32 on the device:
 * items of equal vectors get equal scores. `pause` is told the queries done. Throws
 * `RETRIEVAL_MEMORY`, and what the device and `pause` throw.
 */
export async function scoreQueries(
  device: Device,
  items: Rows,
  { count, vector, visit }: Queries,
  pause: (done: number) => Promise<void>,
): Promise<void> {
  const rows = items.values.length / items.dim;
  const [dim, stride] = [strideOf(items.dim), roundUp(rows, 4)];
  const limit = device.info.limits.maxStorageBufferBindingSize ?? Infinity;
  if (4 * stride * dim > limit) throw tooLarge(rows, Math.floor(limit / 4 / dim));
  const flop = matmulFlop({ m: 1, n: stride, k: dim, batches: 1 });
  const most = Math.min(count, Math.floor(SLICE_FLOP / flop), SLICE_BYTES / (4 * stride));
  const slice = Math.max(1, Math.floor(most));
  await device.prepare(matmulFor(device), LAYOUTS.NT);
  const arena = device.arena('scores of queries');
  try {
    const base = arena.tensor('items', 'f32', stride * dim);
    device.write(base, widened(items, dim));
    const asked = arena.tensor('queries', 'f32', slice * dim);
    const score = arena.tensor('scores', 'f32', slice * stride);
    for (let begin = 0; begin < count; begin += slice) {
      const size = Math.min(slice, count - begin);
      const vectors = new Float32Array(size * dim);
      for (let i = 0; i < size; i++) vectors.set(vector(begin + i), i * dim);
      device.write(asked, vectors);
      queueProduct(device, 'NT', { a: asked, b: base, c: score, m: size, n: stride, k: dim });
      const scores = await device.read(score, size * stride);
      for (let i = 0; i < size; i++) {
        visit(begin + i, scores.subarray(i * stride, i * stride + rows));
      }
      await pause(begin + size);
    }
  } finally {
    arena.dispose();
  }
}

/** The rows with zeros behind, as the kernels read them. */
function widened({ values, dim }: Rows, wide: number): Float32Array {
  if (dim === wide) return values;
  const rows = values.length / dim;
  const padded = new Float32Array(rows * wide);
  for (let row = 0; row < rows; row++) {
    padded.set(values.subarray(row * dim, (row + 1) * dim), row * wide);
  }
  return padded;
}

function tooLarge(rows: number, most: number): Problem {
  const count = (n: number) => n.toLocaleString('en-US');
  return new Problem(
    'RETRIEVAL_MEMORY',
    `The vectors of ${count(rows)} items are more than this device binds at once (${count(most)}).`,
    `Choose a sample of at most ${count(most)} rows.`,
  );
}
