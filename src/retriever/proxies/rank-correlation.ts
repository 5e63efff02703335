/** A correlation of two columns by rank. */
export interface RankCorrelation {
  /** Pairs with two finite values. Others are left out. */
  readonly n: number;
  /** In [-1, 1]; null where it is not defined: fewer than two pairs, or a column of one value. */
  readonly coefficient: number | null;
}

/**
 * Spearman's rho: Pearson's correlation of the ranks, equal values sharing the mean of theirs. Says
 * whether a proxy orders runs as a measured metric does, whatever the shape of the relation.
 */
export function spearman(xs: readonly number[], ys: readonly number[]): RankCorrelation {
  const pairs = finitePairs(xs, ys);
  const a = averageRanks(pairs.map(([x]) => x));
  const b = averageRanks(pairs.map(([, y]) => y));
  const mean = (pairs.length + 1) / 2;
  const moment = (u: readonly number[], v: readonly number[]) =>
    u.reduce((sum, rank, i) => sum + (rank - mean) * (v[i]! - mean), 0);
  return {
    n: pairs.length,
    coefficient: ratio(moment(a, b), moment(a, a), moment(b, b)),
  };
}

/**
 * Kendall's tau-b: (concordant - discordant) / sqrt((pairs untied in x)(pairs untied in y)), over all
 * pairs of runs. O(n^2): for tens or hundreds of runs.
 */
export function kendall(xs: readonly number[], ys: readonly number[]): RankCorrelation {
  const pairs = finitePairs(xs, ys);
  let [score, untiedX, untiedY] = [0, 0, 0];
  for (const [i, [x, y]] of pairs.entries()) {
    for (const [otherX, otherY] of pairs.slice(0, i)) {
      const [dx, dy] = [Math.sign(x - otherX), Math.sign(y - otherY)];
      score += dx * dy;
      untiedX += dx * dx;
      untiedY += dy * dy;
    }
  }
  return { n: pairs.length, coefficient: ratio(score, untiedX, untiedY) };
}

function finitePairs(xs: readonly number[], ys: readonly number[]): [x: number, y: number][] {
  if (xs.length !== ys.length) throw new Error(`${xs.length} values against ${ys.length}`);
  return xs
    .map((x, i): [number, number] => [x, ys[i]!])
    .filter(([x, y]) => Number.isFinite(x) && Number.isFinite(y));
}

/** 1-based ranks, ascending; equal values share the mean of theirs. */
function averageRanks(values: readonly number[]): number[] {
  const sorted = Float64Array.from(values).sort();
  return values.map((value) => (sorted.indexOf(value) + sorted.lastIndexOf(value)) / 2 + 1);
}

function ratio(product: number, squareX: number, squareY: number): number | null {
  const scale = Math.sqrt(squareX * squareY);
  return scale === 0 ? null : Math.max(-1, Math.min(1, product / scale));
}
