import { invert } from './invert';

/** Higham's scaling needs about ten for any condition that Float64 can hold. */
const MAX_STEPS = 30;
/** Relative change of a step at which the next would only stir rounding. */
const SETTLED = 1e-12;

/**
 * The orthogonal factor Q of M = Q H, H symmetric and not negative (n x n, row-major): the orthogonal
 * matrix nearest to M, and the one with the largest trace of Q^T M. By Newton's iteration
 * X <- (g X + X^-T / g) / 2 with Higham's scale g (Higham 1986), in Float64. M must not be singular.
 * Calls `pause` between its steps.
 */
export async function polarFactor(
  matrix: Float64Array,
  n: number,
  pause: () => Promise<void>,
): Promise<Float64Array> {
  let x: Float64Array = matrix.slice();
  for (let step = 0; step < MAX_STEPS; step++) {
    const inverse = invert(x, n);
    if (!inverse) throw new Error('the polar factor of a singular matrix');
    const scale = Math.sqrt(Math.sqrt(normProduct(inverse, n) / normProduct(x, n)));
    let change = 0;
    let size = 0;
    const next = new Float64Array(n * n);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        const before = x[i * n + j]!;
        const value = (scale * before + inverse[j * n + i]! / scale) / 2;
        next[i * n + j] = value;
        change += (value - before) ** 2;
        size += value ** 2;
      }
    }
    x = next;
    await pause();
    if (change <= SETTLED ** 2 * size) break;
  }
  return x;
}

/** |X|_1 |X|_inf: the largest sums of absolute values in a column and in a row. */
function normProduct(x: Float64Array, n: number): number {
  const columns = new Float64Array(n);
  let most = 0;
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let j = 0; j < n; j++) {
      const value = Math.abs(x[i * n + j]!);
      sum += value;
      columns[j] = columns[j]! + value;
    }
    most = Math.max(most, sum);
  }
  return most * columns.reduce((a, b) => Math.max(a, b), 0);
}
