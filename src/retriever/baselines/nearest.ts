import type { Ranker } from './ranker';
import { dot, sumOfRows, unitVectors } from './unit-vectors';

/** Last items of the user whose vectors are averaged. */
const LAST = 3;

/**
 * Nearest items to the mean of the user's last three, by cosine. Vectors are centred first, as text
 * vectors share a direction that says nothing, and each weighs the same. O(items x dim) a user.
 */
export function nearestRanker(vectors: Float32Array, dim: number): Ranker {
  const units = unitVectors(vectors, dim, true);
  return {
    name: `nearest to the last ${LAST}`,
    opsPerItem: dim,
    score(history, scores) {
      const query = sumOfRows(units, history.slice(-LAST));
      for (let row = 0; row < scores.length; row++) scores[row] = dot(units, row, query);
    },
  };
}
