import { sumOfRows, unit, type Rows } from '../unit-vectors';

/** Which of a user's items make the profile: all, the last one, or the last five. */
export type ProfileItems = 'mean' | 'last' | 'last-5';

const LAST: Readonly<Record<ProfileItems, number>> = { mean: Infinity, last: 1, 'last-5': 5 };

/** The rows of a history that make the profile. A view: not to be changed. */
export function profileRows(history: Uint32Array, items: ProfileItems): Uint32Array {
  return history.subarray(Math.max(0, history.length - LAST[items]));
}

/** Mean of some rows, scaled to unit norm if `normalize`; null where it has no direction. */
export function profileOf(
  vectors: Rows,
  rows: Uint32Array,
  normalize: boolean,
): Float64Array | null {
  const sum = sumOfRows(vectors, rows);
  if (sum.every((value) => value === 0)) return null;
  return normalize ? unit(sum) : sum.map((value) => value / rows.length);
}
