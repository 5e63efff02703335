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

/** Vectors that were scaled to unit norm before, but for those without direction. */
export function unitVectors(values: Float32Array, dim: number): UnitVectors {
  const zero = Uint8Array.from({ length: values.length / dim }, (_, row) =>
    values.subarray(row * dim, (row + 1) * dim).every((value) => value === 0) ? 1 : 0,
  );
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
