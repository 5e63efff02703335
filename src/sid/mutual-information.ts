/**
 * Normalised mutual information of two labellings of the same items, in [0, 1], from entropies in
 * bits: I / ((H(A) + H(B)) / 2), I = H(A) + H(B) - H(A, B). The normalisation is the arithmetic
 * mean of the entropies, the default of scikit-learn's `normalized_mutual_info_score` (other means
 * give other numbers). Two labellings without entropy are equal: 1, as there.
 */
export function normalizedMutualInformation(
  bitsA: number,
  bitsB: number,
  jointBits: number,
): number {
  if (bitsA === 0 && bitsB === 0) return 1;
  const information = bitsA + bitsB - jointBits;
  // Information lies in [0, min(H(A), H(B))]: what goes beyond is rounding.
  return Math.min(1, Math.max(0, (2 * information) / (bitsA + bitsB)));
}
