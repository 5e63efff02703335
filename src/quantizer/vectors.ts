import { roundUp } from '../compute/kernel';
import { Problem, throwIfCancelled } from '../problem';
import { DIM_ALIGN } from './kernels/layout';

/** A shard as the quantizer sees it: row-major vectors after centring and normalising. */
export interface PreparedVectors {
  /** [rows][dimPadded] */
  readonly values: Float32Array;
  readonly rows: number;
  readonly dim: number;
  /** `dim` rounded up to what the kernels read at once; the padding is zero. */
  readonly dimPadded: number;
  /** The mean that was subtracted; null unless centring. */
  readonly center: Float32Array | null;
  /** sum |x - mean(x)|^2 of `values`: the denominator of residual energy. */
  readonly energy: number;
}

export interface Preparation {
  /** Subtract the mean of the vectors; or a saved mean, of length dim. */
  readonly center: boolean | Float32Array;
  readonly normalize: boolean;
}

/** Rows between two looks at the cancel signal. */
const SLICE_ROWS = 16_384;

/**
 * Centres (subtracts the mean) and normalises (to unit norm; zero vectors stay), in Float64. The mean
 * is rounded to Float32 first, as it is saved: a saved mean prepares the same vectors to the same
 * bits. `vectors` is not changed. Throws `CANCELLED`.
 */
export async function prepareVectors(
  vectors: Float32Array,
  dim: number,
  { center, normalize }: Preparation,
  signal?: AbortSignal,
): Promise<PreparedVectors> {
  const rows = vectors.length / dim;
  const mean = center === true ? Float32Array.from(meanOf(vectors, rows, dim)) : center || null;
  const dimPadded = roundUp(dim, DIM_ALIGN);
  const values = new Float32Array(rows * dimPadded);
  for (let begin = 0; begin < rows; begin += SLICE_ROWS) {
    const end = Math.min(rows, begin + SLICE_ROWS);
    for (let row = begin; row < end; row++) {
      prepareRow(
        vectors.subarray(row * dim, (row + 1) * dim),
        mean,
        normalize,
        values,
        row * dimPadded,
      );
    }
    await yieldToMessages();
    throwIfCancelled(signal);
  }
  return { values, rows, dim, dimPadded, center: mean, energy: energyOf(values, dimPadded) };
}

/** Throws `VEC_IDENTICAL` where there is nothing to train on. */
export function requireSpread({ energy, rows }: PreparedVectors): void {
  if (energy > 0) return;
  throw new Problem(
    'VEC_IDENTICAL',
    rows === 1
      ? 'There is only one vector in use, so there is nothing to quantize.'
      : `All ${rows.toLocaleString('en-US')} vectors in use are identical, so there is nothing to quantize.`,
    'Check that the right vector column is chosen, or widen the filter.',
  );
}

function prepareRow(
  row: Float32Array,
  mean: Float32Array | null,
  normalize: boolean,
  target: Float32Array,
  offset: number,
): void {
  let square = 0;
  for (let d = 0; d < row.length; d++) {
    const value = (row[d] ?? 0) - (mean?.[d] ?? 0);
    target[offset + d] = value;
    square += value * value;
  }
  if (!normalize || square === 0) return;
  const scale = 1 / Math.sqrt(square);
  for (let d = 0; d < row.length; d++) target[offset + d] = (target[offset + d] ?? 0) * scale;
}

/** Mean over rows of `dim` values, in Float64. */
export function meanOf(vectors: Float32Array, rows: number, dim: number): Float64Array {
  const mean = new Float64Array(dim);
  for (let row = 0; row < rows; row++) {
    for (let d = 0; d < dim; d++) mean[d] = (mean[d] ?? 0) + (vectors[row * dim + d] ?? 0);
  }
  return mean.map((sum) => sum / rows);
}

/** sum |x - mean(x)|^2 over rows of `dim` values. */
export function energyOf(vectors: Float32Array, dim: number): number {
  const mean = meanOf(vectors, vectors.length / dim, dim);
  let sum = 0;
  for (let i = 0; i < vectors.length; i++) sum += ((vectors[i] ?? 0) - (mean[i % dim] ?? 0)) ** 2;
  return sum;
}

/** Rows of `dim` values to rows of `dimPadded`, zeros behind. */
export function pad(rows: Float32Array, dim: number, dimPadded: number): Float32Array {
  if (dim === dimPadded) return rows;
  const padded = new Float32Array((rows.length / dim) * dimPadded);
  for (let row = 0; row * dim < rows.length; row++) {
    padded.set(rows.subarray(row * dim, (row + 1) * dim), row * dimPadded);
  }
  return padded;
}

/** Undoes `pad`. */
export function unpad(rows: Float32Array, dimPadded: number, dim: number): Float32Array {
  if (dim === dimPadded) return rows;
  const bare = new Float32Array((rows.length / dimPadded) * dim);
  for (let row = 0; row * dim < bare.length; row++) {
    bare.set(rows.subarray(row * dimPadded, row * dimPadded + dim), row * dim);
  }
  return bare;
}

/** Lets a waiting cancel message in. */
function yieldToMessages(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
