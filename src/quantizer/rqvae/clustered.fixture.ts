import { randomUnit } from '../../compute/random';

/** Rows around 12 centres, each a little off: something a small codebook can learn. */
export function clusteredVectors(rows: number, dim: number): Float32Array {
  return Float32Array.from({ length: rows * dim }, (_, i) => {
    const row = Math.floor(i / dim);
    const centre = randomUnit(1, (row % 12) * dim + (i % dim)) * 4 - 2;
    return centre + (randomUnit(2, i) - 0.5) * 0.8;
  });
}
