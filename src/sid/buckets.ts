import { deeperPrefixes, noPrefixes } from './prefixes';
import type { Bucket, Sids } from './types';

/** Rows whose code is `code`, ascending. */
export function rowsWithCode(codes: Uint32Array, code: number): Uint32Array {
  return rowsWhere(codes.length, (row) => codes[row] === code);
}

/** Rows whose SID starts with the codes of `prefix` (a whole SID: the members of its bucket). */
export function rowsWithPrefix(sids: Sids, prefix: readonly number[]): Uint32Array {
  return rowsWhere(sids.rows, (row) => prefix.every((code, l) => sids.codes[l]?.[row] === code));
}

/**
 * The `limit` largest buckets of two or more items: size descending, then lowest first row.
 * Buckets of one item are no collision and are never listed.
 */
export function largestBuckets(sids: Sids, limit: number): Bucket[] {
  const { ids, counts, firstRows } = sids.codes.reduce(deeperPrefixes, noPrefixes(sids.rows));
  const chosen = largestIds(counts, limit);
  const members = membersOf(chosen, ids, counts);
  return chosen.map((id, place) => ({
    sid: sids.codes.map((codes) => codes[firstRows[id] ?? 0] ?? 0),
    rows: members[place] ?? new Uint32Array(0),
  }));
}

/** Ids of the prefixes with the most items, at least two; ties to the lower id. */
function largestIds(counts: Uint32Array, limit: number): number[] {
  const distinct = counts.length;
  // One number a bucket (exact up to n = 1e8) sorts natively, without a comparator.
  const keys: number[] = [];
  for (const [id, size] of counts.entries()) if (size > 1) keys.push(id - size * distinct);
  return Array.from(
    Float64Array.from(keys).sort().subarray(0, limit),
    (key) => ((key % distinct) + distinct) % distinct,
  );
}

/** The rows of each chosen id, ascending, in one pass over all rows. */
function membersOf(
  chosen: readonly number[],
  ids: Uint32Array,
  counts: Uint32Array,
): readonly Uint32Array[] {
  const placeOf = new Int32Array(counts.length).fill(-1);
  chosen.forEach((id, place) => (placeOf[id] = place));
  const members = chosen.map((id) => new Uint32Array(counts[id] ?? 0));
  const filled = new Uint32Array(chosen.length);
  for (const [row, id] of ids.entries()) {
    const place = placeOf[id] ?? -1;
    const rows = members[place];
    if (!rows) continue;
    const next = filled[place] ?? 0;
    rows[next] = row;
    filled[place] = next + 1;
  }
  return members;
}

function rowsWhere(rows: number, test: (row: number) => boolean): Uint32Array {
  const found: number[] = [];
  for (let row = 0; row < rows; row++) if (test(row)) found.push(row);
  return Uint32Array.from(found);
}
