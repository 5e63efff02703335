/**
 * Gini coefficient of m counts, zeros included: with counts ascending x_(1..m),
 * G = (m + 1) / m - 2 * sum_i x_(i) * (m - i + 1) / (m * sum x).
 * 0 when all counts are equal, (m - 1) / m when one count holds everything; 0 for no items.
 */
export function gini(counts: Uint32Array): number {
  const m = counts.length;
  const ascending = counts.slice().sort();
  let total = 0;
  let weighted = 0;
  ascending.forEach((count, index) => {
    total += count;
    weighted += count * (m - index);
  });
  if (total === 0) return 0;
  return (m + 1) / m - (2 * weighted) / (m * total);
}
