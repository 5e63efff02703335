import { randomUnit } from '../compute/random';

/** `groups` well separated centres with a little noise: row i belongs to centre i % groups. */
export function clusters(rows: number, dim: number, groups: number, seed = 1): Float32Array {
  return Float32Array.from({ length: rows * dim }, (_, i) => {
    const group = Math.floor(i / dim) % groups;
    const centre = 4 * randomUnit(seed, group * dim + (i % dim));
    return centre + 0.4 * randomUnit(seed + 1, i);
  });
}
