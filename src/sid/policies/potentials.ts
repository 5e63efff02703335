/** Exponents this far below the largest add less than 1e-17 of it each, and most are. */
const NEGLIGIBLE = -40;

/** log of the least and the most mass of a code. */
export interface LogBounds {
  readonly low: number;
  readonly high: number;
}

/** f_i = -epsilon * log sum_j exp((g_j - c_ij) / epsilon): every item's mass becomes 1. */
export function updateItems(
  costs: Float32Array,
  f: Float64Array,
  g: Float64Array,
  epsilon: number,
): void {
  const width = g.length;
  for (let item = 0; item < f.length; item++) {
    const start = item * width;
    let top = -Infinity;
    for (let j = 0; j < width; j++) top = Math.max(top, g[j]! - costs[start + j]!);
    let sum = 0;
    for (let j = 0; j < width; j++) {
      const exponent = (g[j]! - costs[start + j]! - top) / epsilon;
      if (exponent > NEGLIGIBLE) sum += Math.exp(exponent);
    }
    f[item] = -(top + epsilon * Math.log(sum));
  }
}

/**
 * g_j: 0 if code j's mass sum_i exp((f_i - c_ij) / epsilon) lies within the bounds, else what
 * brings it to the nearer one. Returns the largest change of a g.
 */
export function updateCodes(
  costs: Float32Array,
  f: Float64Array,
  g: Float64Array,
  epsilon: number,
  { low, high }: LogBounds,
): number {
  const width = g.length;
  const tops = new Float64Array(width).fill(-Infinity);
  const sums = new Float64Array(width);
  // Items outside, codes inside: the order of the costs in memory.
  for (let item = 0; item < f.length; item++) {
    const start = item * width;
    for (let j = 0; j < width; j++) tops[j] = Math.max(tops[j]!, f[item]! - costs[start + j]!);
  }
  for (let item = 0; item < f.length; item++) {
    const start = item * width;
    for (let j = 0; j < width; j++) {
      const exponent = (f[item]! - costs[start + j]! - tops[j]!) / epsilon;
      if (exponent > NEGLIGIBLE) sums[j]! += Math.exp(exponent);
    }
  }
  let change = 0;
  for (let j = 0; j < width; j++) {
    const logMass = tops[j]! / epsilon + Math.log(sums[j]!);
    // A lower bound of no mass is -Infinity and never wins.
    const next = epsilon * (Math.min(Math.max(logMass, low), high) - logMass);
    change = Math.max(change, Math.abs(next - g[j]!));
    g[j] = next;
  }
  return change;
}
