import { topRows, type Scores } from './top-rows';

/** A recommender that scores every item of the catalogue for one user. */
export interface Ranker {
  /** Overwrites `scores` (one an item; higher is better), given the user's rows, oldest first. */
  score(history: Uint32Array, scores: Float64Array): void;
}

/**
 * How scores become a ranking. Ties go to the item with more training interactions, then to the
 * lowest row, for every ranker: a counting one leaves most of the catalogue at 0.
 */
export interface RankingRule {
  /** All rows, the most popular first: the order of ties. */
  readonly order: Uint32Array;
  /** Place of every item in the order of popularity; lower wins a tie. */
  readonly places: Uint32Array;
  /** Whether items of the user's own history are left out of the ranking. */
  readonly excludeSeen: boolean;
}

/** `order`: all rows, most popular first (`popularityOrder`). */
export function rankingRule(order: Uint32Array, excludeSeen: boolean): RankingRule {
  const places = new Uint32Array(order.length);
  for (const [place, row] of order.entries()) places[row] = place;
  return { order, places, excludeSeen };
}

/**
 * 0-based rank of `target` among all items, without sorting them. Null where it was seen and seen
 * items are excluded: no such ranking can hold it. O(items).
 */
export function rankOf(
  target: number,
  scores: Scores,
  history: Uint32Array,
  rule: RankingRule,
): number | null {
  const ahead = (row: number) => isBefore(row, target, scores, rule);
  let rank = 0;
  for (let row = 0; row < scores.length; row++) if (ahead(row)) rank++;
  if (!rule.excludeSeen) return rank;
  if (history.includes(target)) return null;
  for (const row of new Set(history)) if (ahead(row)) rank--;
  return rank;
}

/** The first `count` items of the ranking, best first. */
export function topItems(
  scores: Scores,
  history: Uint32Array,
  rule: RankingRule,
  count: number,
): Uint32Array {
  return topRows(rankedRows(history, rule), scores, count);
}

/** The rows that a user's ranking holds, in the order of ties. */
export function rankedRows(history: Uint32Array, { order, excludeSeen }: RankingRule): Uint32Array {
  if (!excludeSeen) return order;
  const seen = new Set(history);
  return order.filter((row) => !seen.has(row));
}

/** Whether a row ranks before another. */
export function isBefore(
  row: number,
  other: number,
  scores: Scores,
  { places }: RankingRule,
): boolean {
  const [a, b] = [scores[row]!, scores[other]!];
  return a > b || (a === b && places[row]! < places[other]!);
}
