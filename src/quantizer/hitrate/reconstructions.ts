import type { EncodedLevel } from '../policies/types';

/** The sum of each row's codewords, [rows][dim], dims without padding. */
export function reconstructions(
  levels: readonly Pick<EncodedLevel, 'codes' | 'codebook'>[],
  rows: number,
  dim: number,
): Float32Array {
  const sums = new Float32Array(rows * dim);
  for (const { codes, codebook } of levels) {
    for (let row = 0; row < rows; row++) {
      const codeword = (codes[row] ?? 0) * dim;
      for (let d = 0; d < dim; d++) {
        sums[row * dim + d] = (sums[row * dim + d] ?? 0) + (codebook[codeword + d] ?? 0);
      }
    }
  }
  return sums;
}
