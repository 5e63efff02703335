/** A recommender that scores every item of the catalogue for one user. */
export interface Ranker {
  readonly name: string;
  /** Rough multiply-adds to score one item, so that long work is cut evenly. */
  readonly opsPerItem: number;
  /** Overwrites `scores` (one an item; higher is better), given the user's rows, oldest first. */
  score(history: Uint32Array, scores: Float64Array): void;
}

/**
 * How scores become a ranking. Ties go to the item with more training interactions, then to the
 * lowest row, for every ranker: a counting one leaves most of the catalogue at 0.
 */
export interface RankingRule {
  /** Place of every item in the order of popularity; lower wins a tie. */
  readonly places: Uint32Array;
  /** Whether items of the user's own history are left out of the ranking. */
  readonly excludeSeen: boolean;
}

/** `order`: all rows, most popular first (`popularityOrder`). */
export function rankingRule(order: Uint32Array, excludeSeen: boolean): RankingRule {
  const places = new Uint32Array(order.length);
  for (const [place, row] of order.entries()) places[row] = place;
  return { places, excludeSeen };
}

/**
 * 0-based rank of `target` among all items, without sorting them. Null where it was seen and seen
 * items are excluded: no such ranking can hold it. O(items).
 */
export function rankOf(
  target: number,
  scores: Float64Array,
  history: Uint32Array,
  { places, excludeSeen }: RankingRule,
): number | null {
  const score = scores[target]!;
  const place = places[target]!;
  const ahead = (row: number) =>
    scores[row]! > score || (scores[row] === score && places[row]! < place);
  let rank = 0;
  for (let row = 0; row < scores.length; row++) if (ahead(row)) rank++;
  if (!excludeSeen) return rank;
  if (history.includes(target)) return null;
  for (const row of new Set(history)) if (ahead(row)) rank--;
  return rank;
}

/** The first `count` items of the ranking, best first. O(items log items). */
export function topItems(
  scores: Float64Array,
  history: Uint32Array,
  { places, excludeSeen }: RankingRule,
  count: number,
): Uint32Array {
  const seen = new Set(excludeSeen ? history : []);
  const rows = Uint32Array.from(scores.keys()).filter((row) => !seen.has(row));
  return rows.sort((a, b) => scores[b]! - scores[a]! || places[a]! - places[b]!).slice(0, count);
}
