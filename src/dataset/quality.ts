import { duplicateVectors } from '../sid/duplicates';
import type { NormHistogram, QualityReport } from './types';

const NORM_BINS = 24;
/** Norms closer than this (relative) are float32 noise around one value: one bin. */
const SAME_NORM = 1e-5;

/** Row numbers (of this matrix) that hold a NaN or an infinity, ascending. */
export function nonFiniteRows(vectors: Float32Array, dim: number): number[] {
  const found: number[] = [];
  for (let row = 0; row * dim < vectors.length; row++) {
    let sum = 0;
    // x * 0 is 0 for every finite x and NaN for all others.
    for (let d = 0; d < dim; d++) sum += vectors[row * dim + d]! * 0;
    if (sum !== 0) found.push(row);
  }
  return found;
}

/** L2 norms of the rows, summed in Float64, in equal bins from the smallest to the largest. */
export function normHistogram(vectors: Float32Array, dim: number): NormHistogram {
  const rows = vectors.length / dim;
  const norms = new Float64Array(rows);
  let min = Infinity;
  let max = 0;
  let total = 0;
  for (let row = 0; row < rows; row++) {
    let sum = 0;
    for (let d = 0; d < dim; d++) sum += vectors[row * dim + d]! ** 2;
    const norm = Math.sqrt(sum);
    norms[row] = norm;
    min = Math.min(min, norm);
    max = Math.max(max, norm);
    total += norm;
  }
  const bins = max - min <= SAME_NORM * max ? 1 : NORM_BINS;
  const width = (max - min) / bins;
  const counts = new Array<number>(bins).fill(0);
  for (const norm of norms) {
    const bin = width > 0 ? Math.min(bins - 1, Math.floor((norm - min) / width)) : 0;
    counts[bin]!++;
  }
  const edges = Array.from({ length: bins + 1 }, (_, bin) =>
    bin === bins ? max : min + bin * width,
  );
  return { min, mean: total / rows, max, edges, counts };
}

/** The report on finite vectors, row-major rows x dim; `dropped`: rows already taken out. */
export function qualityReport(vectors: Float32Array, dim: number, dropped: number): QualityReport {
  const rows = vectors.length / dim;
  let zeroRows = 0;
  for (let row = 0; row < rows; row++) {
    let d = 0;
    while (d < dim && vectors[row * dim + d] === 0) d++;
    if (d === dim) zeroRows++;
  }
  const duplicates = duplicateVectors(vectors, dim);
  return {
    rows,
    nonFiniteRows: dropped,
    zeroRows,
    distinctRows: duplicates.distinct,
    duplicateRows: duplicates.items,
    norms: normHistogram(vectors, dim),
  };
}
