/** Row-major vectors, one an item. */
export interface Rows {
  readonly values: Float32Array;
  readonly dim: number;
}

/** The same at unit norm. */
export interface UnitVectors extends Rows {
  /** 1 where the row had no direction and is all zero: an item without embedding. */
  readonly zero: Uint8Array;
}

/** Scales every row to unit norm, after subtracting the mean row if `center`. In Float64. */
export function unitVectors(vectors: Float32Array, dim: number, center: boolean): UnitVectors {
  const rows = vectors.length / dim;
  const mean = center ? meanRow(vectors, dim) : new Float64Array(dim);
  const values = new Float32Array(vectors.length);
  const zero = new Uint8Array(rows);
  for (let row = 0; row < rows; row++) {
    const difference = Float64Array.from(mean, (m, d) => vectors[row * dim + d]! - m);
    values.set(unit(difference), row * dim);
    zero[row] = difference.every((value) => value === 0) ? 1 : 0;
  }
  return { values, dim, zero };
}

/** `vector` over its norm; the zero vector as it is. */
export function unit(vector: Float64Array): Float64Array {
  const norm = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  return norm === 0 ? vector : vector.map((value) => value / norm);
}

/** Sum of some rows: their mean up to a factor, which no cosine sees. */
export function sumOfRows({ values, dim }: Rows, rows: Uint32Array): Float64Array {
  const sum = new Float64Array(dim);
  for (const row of rows) for (let d = 0; d < dim; d++) sum[d]! += values[row * dim + d]!;
  return sum;
}

/** values[row] . query, of one row. */
export function dot({ values, dim }: UnitVectors, row: number, query: Float64Array): number {
  const at = row * dim;
  let [a, b] = [0, 0];
  let d = 0;
  // Two sums: one would wait for its own last addition.
  for (; d + 1 < dim; d += 2) {
    a += values[at + d]! * query[d]!;
    b += values[at + d + 1]! * query[d + 1]!;
  }
  return d < dim ? a + b + values[at + d]! * query[d]! : a + b;
}

function meanRow(vectors: Float32Array, dim: number): Float64Array {
  const rows = vectors.length / dim;
  const sum = new Float64Array(dim);
  for (let i = 0; i < vectors.length; i++) sum[i % dim]! += vectors[i]!;
  return rows === 0 ? sum : sum.map((value) => value / rows);
}
