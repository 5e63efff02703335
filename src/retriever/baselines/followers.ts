import { trainingPrefix, type Split } from '../split/leave-one-out';

/**
 * What follows each item in training, in compressed rows: item a is followed by `rows[j]` with weight
 * `weights[j]` for j from `starts[a]` to `starts[a + 1]` (excluded), in order of first appearance.
 */
export interface Followers {
  readonly starts: Uint32Array;
  readonly rows: Uint32Array;
  /** Sum over occurrences of 1 / places apart. */
  readonly weights: Float64Array;
}

/**
 * Counts, over all training prefixes, the items at most `window` places behind each of `items` rows;
 * an item is no follower of itself. Time and memory O(interactions x window).
 */
export function countFollowers(split: Split, items: number, window: number): Followers {
  const pairs = pairsByItem(split, items, window);
  const weights = new Float64Array(items);
  const starts = new Uint32Array(items + 1);
  const total = pairs.rows.length;
  const rows = new Uint32Array(total);
  const sums = new Float64Array(total);
  let filled = 0;
  for (let item = 0; item < items; item++) {
    starts[item] = filled;
    for (let pair = pairs.starts[item]!; pair < pairs.starts[item + 1]!; pair++) {
      const row = pairs.rows[pair]!;
      if (weights[row] === 0) rows[filled++] = row;
      weights[row]! += 1 / pairs.distances[pair]!;
    }
    for (let j = starts[item]!; j < filled; j++) {
      sums[j] = weights[rows[j]!]!;
      weights[rows[j]!] = 0;
    }
  }
  starts[items] = filled;
  return { starts, rows: rows.slice(0, filled), weights: sums.slice(0, filled) };
}

/** Adds `weight` times the followers of `item` to the scores. */
export function addFollowers(
  { starts, rows, weights }: Followers,
  item: number,
  weight: number,
  scores: Float64Array,
): void {
  const end = starts[item + 1]!;
  for (let j = starts[item]!; j < end; j++) scores[rows[j]!]! += weight * weights[j]!;
}

/** Every (item, follower) occurrence, by item: a counting sort in two passes over the prefixes. */
function pairsByItem(split: Split, items: number, window: number) {
  const starts = new Uint32Array(items + 1);
  forEachPair(split, window, (item) => starts[item + 1]!++);
  for (let item = 0; item < items; item++) starts[item + 1]! += starts[item]!;
  const ends = starts.slice();
  const rows = new Uint32Array(starts[items]!);
  const distances = new Uint32Array(rows.length);
  forEachPair(split, window, (item, follower, distance) => {
    const at = ends[item]!++;
    rows[at] = follower;
    distances[at] = distance;
  });
  return { starts, rows, distances };
}

function forEachPair(
  split: Split,
  window: number,
  visit: (item: number, follower: number, distance: number) => void,
): void {
  for (let user = 0; user < split.trainEnds.length; user++) {
    const prefix = trainingPrefix(split, user);
    for (let i = 0; i < prefix.length; i++) {
      for (let j = i + 1; j < prefix.length && j <= i + window; j++) {
        if (prefix[i] !== prefix[j]) visit(prefix[i]!, prefix[j]!, j - i);
      }
    }
  }
}
