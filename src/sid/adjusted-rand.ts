/**
 * Adjusted Rand index of two partitions of the same n items: 1 for equal partitions, about 0 for
 * independent ones, below 0 for less agreement than chance (Hubert & Arabie 1985).
 *
 * `joint` holds the items of every occupied cell of the contingency table, `countsA` and `countsB`
 * those of its rows and columns. Of the n(n-1)/2 pairs of items, with TP together in both, FN only
 * in A, FP only in B and TN in neither:
 *
 *     ARI = 2 (TP TN - FN FP) / ((TP + FN)(FN + TN) + (TP + FP)(FP + TN))
 *
 * which equals their formula without its difference of nearly equal terms. Pair counts are exact in
 * Float64 up to n = 1.3e8. Fewer than two items have no pairs: 1.
 */
export function adjustedRand(
  joint: Uint32Array,
  countsA: Uint32Array,
  countsB: Uint32Array,
): number {
  const n = countsA.reduce((sum, count) => sum + count, 0);
  const together = pairsWithin(joint);
  const onlyA = pairsWithin(countsA) - together;
  const onlyB = pairsWithin(countsB) - together;
  const apart = pairs(n) - together - onlyA - onlyB;
  // Also the only case of a zero denominator: everything in one bucket, or every item alone.
  if (onlyA === 0 && onlyB === 0) return 1;
  const disagreement = (together + onlyA) * (onlyA + apart) + (together + onlyB) * (onlyB + apart);
  return (2 * (together * apart - onlyA * onlyB)) / disagreement;
}

/** Pairs of items that share a group. */
function pairsWithin(counts: Uint32Array): number {
  return counts.reduce((sum, count) => sum + pairs(count), 0);
}

function pairs(items: number): number {
  return (items * (items - 1)) / 2;
}
