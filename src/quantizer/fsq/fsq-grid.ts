/** The inner value of K = 2, whose one threshold says nothing of a width: half of the bounded range. */
const HALF_RANGE = Math.atanh(0.5);

/**
 * FSQ's K values of one dimension (Mentzer et al. 2024, section 3.1), ascending, for a projection z of
 * unit variance. FSQ bounds and rounds: code = round(h tanh(z)) with h = (K - 1) / 2, for even K between
 * the half-integers. So code k begins at the threshold t_k = atanh((2k - K) / (K - 1)). FSQ leaves it to
 * a learned decoder what a code stands for; here the values are those whose midpoints are the
 * thresholds: the nearest value is FSQ's rounding. Its shift for even K, which an encoder learns to
 * undo, is left out, so the grid is symmetric.
 */
export function fsqGrid(codes: number): Float64Array {
  const threshold = (k: number) => Math.atanh((2 * k - codes) / (codes - 1));
  const grid = new Float64Array(codes);
  const first = codes >> 1;
  if (codes % 2 === 0) grid[first] = codes === 2 ? HALF_RANGE : threshold(first + 1) / 2;
  // As the gaps between thresholds grow outwards, each value lies between its own two.
  for (let k = first + 1; k < codes; k++) grid[k] = 2 * threshold(k) - grid[k - 1]!;
  for (let k = 0; k < first; k++) grid[k] = -grid[codes - 1 - k]!;
  return grid;
}
