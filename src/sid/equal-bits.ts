/**
 * Far below what could favour one config, far above the rounding of a sum of logarithms (under
 * 1e-13 for any config): budgets closer than this are equal.
 */
const EQUAL_WITHIN_BITS = 1e-6;

/** Bits of a SID under a config: sum over levels of log2 K, the logarithm of the SID space. */
export function sidBits(codebookSizes: readonly number[]): number {
  return codebookSizes.reduce((bits, k) => bits + Math.log2(k), 0);
}

/**
 * Whether two configs give their SIDs different numbers of bits. More bits by themselves make fewer
 * collisions and a smaller residual likely, so methods compared across them compare budgets.
 */
export function differInBits(sizesA: readonly number[], sizesB: readonly number[]): boolean {
  return Math.abs(sidBits(sizesA) - sidBits(sizesB)) > EQUAL_WITHIN_BITS;
}
