/** Rows of `cols` numbers laid out `stride` apart, zeros between and up to `length`. */
export function padRows(
  packed: Float32Array,
  { cols, stride }: { cols: number; stride: number },
  length: number,
): Float32Array {
  const padded = new Float32Array(length);
  const rows = packed.length / cols;
  for (let row = 0; row < rows; row++) {
    padded.set(packed.subarray(row * cols, (row + 1) * cols), row * stride);
  }
  return padded;
}

/** The first `rows` rows again without what lies between them. */
export function packRows(
  padded: Float32Array,
  { rows, cols, stride }: { rows: number; cols: number; stride: number },
): Float32Array {
  const packed = new Float32Array(rows * cols);
  for (let row = 0; row < rows; row++) {
    packed.set(padded.subarray(row * stride, row * stride + cols), row * cols);
  }
  return packed;
}
