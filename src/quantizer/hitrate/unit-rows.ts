/** Rows of `dim` values scaled to unit norm, in Float64; zero rows stay. `values` is not changed. */
export function unitRows(values: Float32Array, dim: number): Float32Array {
  const unit = new Float32Array(values.length);
  for (let start = 0; start < values.length; start += dim) {
    let square = 0;
    for (let d = 0; d < dim; d++) square += (values[start + d] ?? 0) ** 2;
    if (square === 0) continue;
    const scale = 1 / Math.sqrt(square);
    for (let d = 0; d < dim; d++) unit[start + d] = (values[start + d] ?? 0) * scale;
  }
  return unit;
}
