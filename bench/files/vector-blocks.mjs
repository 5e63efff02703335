/** Rows made at a time: 32 MiB of 512-d vectors. */
const BLOCK_ROWS = 16_384;

/**
 * Row-major float32 vectors in blocks, each valid until the next: one block of noise over and over, its rows
 * told apart by their first component.
 */
export function* vectorBlocks(rows, dim) {
  const noise = Float32Array.from({ length: BLOCK_ROWS * dim }, () => Math.random() - 0.5);
  for (let first = 0; first < rows; first += BLOCK_ROWS) {
    const count = Math.min(BLOCK_ROWS, rows - first);
    for (let row = 0; row < count; row++) noise[row * dim] = first + row;
    yield noise.subarray(0, count * dim);
  }
}
