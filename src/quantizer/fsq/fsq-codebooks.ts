import { principalAxes } from '../algebra/principal-axes';
import type { JobContext } from '../assign';
import { MAX_LEVELS } from '../config';
import { meanOf, type PreparedVectors } from '../vectors';
import { covarianceOf } from './covariance';
import { fsqGrid } from './fsq-grid';

/**
 * Finite scalar quantization (Mentzer et al. 2024) as residual codebooks, [K][dimPadded] a level: nothing
 * is learned. Level l quantizes the projection on principal axis l of the shard, scaled to unit variance,
 * on FSQ's grid of K values; its codewords are those values along the axis. Axes are orthogonal, so
 * nearest codewords of residuals are FSQ's codes. The mean goes with level 1. Levels beyond the rank of
 * the shard have zero codewords, and code 0. Axes do not depend on how many levels there are, so levels
 * are nested. Throws `CANCELLED`.
 */
export async function fsqCodebooks(
  context: JobContext,
  vectors: PreparedVectors,
  codebookSizes: readonly number[],
): Promise<Float32Array[]> {
  const { values, rows, dimPadded: dim } = vectors;
  const mean = meanOf(values, rows, dim);
  const covariance = await covarianceOf(context, vectors, mean);
  const { axes, variances } = principalAxes(covariance, dim, MAX_LEVELS);
  return codebookSizes.map((codes, level) => {
    const axis = axes[level]!;
    const deviation = Math.sqrt(variances[level]!);
    const codewords = new Float32Array(codes * dim);
    fsqGrid(codes).forEach((value, code) => {
      for (let d = 0; d < dim; d++) {
        const along = deviation * value * axis[d]!;
        codewords[code * dim + d] = along + (level === 0 ? mean[d]! : 0);
      }
    });
    return codewords;
  });
}
