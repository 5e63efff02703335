/** Sweeps until off-diagonals vanish in Float64: quadratic convergence needs far fewer. */
const MAX_SWEEPS = 50;
const EPSILON = 1e-15;

/** Eigenvalues, largest first, and their unit vectors: vector j is `vectors[j]`. */
export interface Eigen {
  readonly values: readonly number[];
  readonly vectors: readonly Float64Array[];
}

/**
 * Eigenvectors of a small symmetric matrix (rows of length n), by cyclic Jacobi rotations (Golub &
 * Van Loan, 8.5). The matrix is not changed.
 */
export function symmetricEigen(matrix: readonly Float64Array[]): Eigen {
  const n = matrix.length;
  const a = matrix.map((row) => row.slice());
  const v = matrix.map((_, i) => Float64Array.from({ length: n }, (_, j) => (i === j ? 1 : 0)));
  const scale = Math.hypot(...a.map((row) => Math.hypot(...row)));
  for (let sweep = 0; sweep < MAX_SWEEPS; sweep++) {
    let off = 0;
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < n; q++) {
        off = Math.max(off, Math.abs(a[p]![q]!));
        rotate(a, v, p, q);
      }
    }
    if (off <= EPSILON * scale) break;
  }
  const order = a.map((_, i) => i).sort((i, j) => a[j]![j]! - a[i]![i]! || i - j);
  return {
    values: order.map((i) => a[i]![i]!),
    vectors: order.map((i) => Float64Array.from(v, (row) => row[i]!)),
  };
}

/** Makes a[p][q] zero by a rotation of the axes p and q, which v takes part in. */
function rotate(a: Float64Array[], v: Float64Array[], p: number, q: number): void {
  const apq = a[p]![q]!;
  if (apq === 0) return;
  const theta = (a[q]![q]! - a[p]![p]!) / (2 * apq);
  const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (const row of [...a, ...v]) {
    const x = row[p]!;
    const y = row[q]!;
    row[p] = c * x - s * y;
    row[q] = s * x + c * y;
  }
  const ap = a[p]!;
  const aq = a[q]!;
  for (let k = 0; k < ap.length; k++) {
    const x = ap[k]!;
    const y = aq[k]!;
    ap[k] = c * x - s * y;
    aq[k] = s * x + c * y;
  }
}
