/**
 * The inverse of a square matrix (n x n, row-major), by Gauss-Jordan elimination in place with row
 * pivots (Golub & Van Loan, 3.4), in Float64. null where a pivot is zero. The matrix is not changed.
 */
export function invert(matrix: Float64Array, n: number): Float64Array | null {
  const rows = Array.from({ length: n }, (_, i) => matrix.slice(i * n, (i + 1) * n));
  const swapped: number[] = [];
  for (let column = 0; column < n; column++) {
    const best = pivotOf(rows, column);
    const top = rows[best]!;
    const pivot = top[column]!;
    if (pivot === 0) return null;
    rows[best] = rows[column]!;
    rows[column] = top;
    swapped.push(best);
    // The eliminated column would hold unit vectors: the inverse's own column takes its place.
    top[column] = 1;
    for (let d = 0; d < n; d++) top[d] = top[d]! / pivot;
    for (const row of rows) {
      const factor = row[column]!;
      if (row === top || factor === 0) continue;
      row[column] = 0;
      for (let d = 0; d < n; d++) row[d] = row[d]! - factor * top[d]!;
    }
  }
  // Swapped rows of the matrix are swapped columns of its inverse.
  for (let column = n - 1; column >= 0; column--) {
    const other = swapped[column]!;
    for (const row of other === column ? [] : rows) {
      const value = row[column]!;
      row[column] = row[other]!;
      row[other] = value;
    }
  }
  const inverse = new Float64Array(n * n);
  rows.forEach((row, i) => {
    inverse.set(row, i * n);
  });
  return inverse;
}

/** The row from `column` on with the largest entry in it; the first of equals. */
function pivotOf(rows: readonly Float64Array[], column: number): number {
  let best = column;
  for (let row = column + 1; row < rows.length; row++) {
    if (Math.abs(rows[row]![column]!) > Math.abs(rows[best]![column]!)) best = row;
  }
  return best;
}
