import { NO_ROW } from '../../sid/no-row';

/** Group of a target that is no item of the catalogue: it is in no breakdown. */
export const NO_GROUP = -1;

export const POPULARITY_GROUPS = ['head', 'mid', 'tail'] as const;

/**
 * Popularity group of every item, as an index of `POPULARITY_GROUPS`. By training interactions, most
 * first, ties to the lowest row: the head is the items that together hold the first third of all
 * interactions, mid the second, tail the rest and all items without any. An item belongs where its
 * first interaction falls, so the groups are met about equally often and differ in how many items
 * they spread over.
 */
export function popularityGroups(trainingCounts: Uint32Array): Uint8Array {
  const groups = new Uint8Array(trainingCounts.length);
  const total = trainingCounts.reduce((sum, count) => sum + count, 0);
  const third = total / POPULARITY_GROUPS.length;
  let before = 0;
  for (const row of popularityOrder(trainingCounts)) {
    const count = trainingCounts[row]!;
    const tail = POPULARITY_GROUPS.length - 1;
    groups[row] = count === 0 ? tail : Math.min(tail, Math.floor(before / third));
    before += count;
  }
  return groups;
}

/** All rows, the most popular first, ties to the lowest row. */
export function popularityOrder(trainingCounts: Uint32Array): Uint32Array {
  const items = trainingCounts.length;
  const most = trainingCounts.reduce((a, b) => Math.max(a, b), 0);
  // One number an item (exact below 2^53) sorts natively, without a comparator.
  const keys = Float64Array.from(trainingCounts, (count, row) => (most - count) * items + row);
  return Uint32Array.from(keys.sort(), (key) => key % items);
}

/** The group of a target row; `NO_GROUP` for `NO_ROW`. */
export function groupOf(groups: Uint8Array, row: number): number {
  return row === NO_ROW ? NO_GROUP : groups[row]!;
}

/** Longest history of each group but the last, in items. */
const LENGTH_BOUNDS = [5, 10, 20, 50];

export const LENGTH_GROUPS = ['1-5', '6-10', '11-20', '21-50', '51 and more'] as const;

/** Group of a user by the items before the target, as an index of `LENGTH_GROUPS`. */
export function lengthGroup(items: number): number {
  const group = LENGTH_BOUNDS.findIndex((bound) => items <= bound);
  return group < 0 ? LENGTH_BOUNDS.length : group;
}
