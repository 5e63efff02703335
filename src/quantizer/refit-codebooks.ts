import type { Sids } from '../sid/types';
import type { EncodedLevel } from './policies/types';
import type { PreparedVectors } from './vectors';

/** Components of the codeword of a code without items: no vector is ever nearest to it. */
const FAR = 1e18;

/**
 * The codebooks that codes ask for: each codeword is the mean of what the levels before left of its
 * items, as after Lloyd's last iteration. So codes of any origin are judged by one measure, in the
 * space of the vectors, and residual energy and cosine of every level are told with them. Float64 sums;
 * codebooks are K_l x dim, dims without padding.
 */
export function refitCodebooks(
  { values, rows, dim, dimPadded, energy }: PreparedVectors,
  { codes, codebookSizes }: Sids,
): EncodedLevel[] {
  const residual = new Float64Array(rows * dim);
  for (let row = 0; row < rows; row++) {
    for (let d = 0; d < dim; d++) residual[row * dim + d] = values[row * dimPadded + d]!;
  }
  return codes.map((column, l) => {
    const codebookSize = codebookSizes[l]!;
    const counts = new Uint32Array(codebookSize);
    const sums = new Float64Array(codebookSize * dim);
    for (const [row, code] of column.entries()) {
      counts[code]!++;
      for (let d = 0; d < dim; d++) sums[code * dim + d]! += residual[row * dim + d]!;
    }
    const codebook = Float32Array.from(sums, (sum, i) => {
      const count = counts[Math.floor(i / dim)]!;
      return count === 0 ? FAR : sum / count;
    });
    for (const [row, code] of column.entries()) {
      for (let d = 0; d < dim; d++) residual[row * dim + d]! -= codebook[code * dim + d]!;
    }
    const left = residual.reduce((sum, r) => sum + r * r, 0);
    return {
      ...{ codebookSize, codes: column, codebook },
      residualEnergy: left / energy,
      meanCosine: meanCosine({ values, rows, dim, dimPadded }, residual),
    };
  });
}

/** Mean cosine of the vectors and what is not left of them; 0 for a zero vector, as the device has it. */
function meanCosine(
  { values, rows, dim, dimPadded }: Pick<PreparedVectors, 'values' | 'rows' | 'dim' | 'dimPadded'>,
  residual: Float64Array,
): number {
  let sum = 0;
  for (let row = 0; row < rows; row++) {
    let [dot, xx, yy] = [0, 0, 0];
    for (let d = 0; d < dim; d++) {
      const x = values[row * dimPadded + d]!;
      const y = x - residual[row * dim + d]!;
      dot += x * y;
      xx += x * x;
      yy += y * y;
    }
    if (xx > 0 && yy > 0) sum += dot / Math.sqrt(xx * yy);
  }
  return sum / rows;
}
