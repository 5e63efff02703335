import { RowIndex } from './row-index';

/**
 * The prefixes (SIDs cut after `depth` levels) of every item, as dense ids in order of first
 * appearance, so a lower id means a lower first row.
 */
export interface Prefixes {
  readonly depth: number;
  /** Prefix id of each item, length n, in [0, counts.length). */
  readonly ids: Uint32Array;
  /** Items per prefix, length U: every entry is at least 1. */
  readonly counts: Uint32Array;
  /** First row of each prefix, ascending, length U. */
  readonly firstRows: Uint32Array;
}

/** The one empty prefix that all `rows` items share before level 1. */
export function noPrefixes(rows: number): Prefixes {
  return {
    depth: 0,
    ids: new Uint32Array(rows),
    counts: rows === 0 ? new Uint32Array(0) : Uint32Array.of(rows),
    firstRows: new Uint32Array(rows === 0 ? 0 : 1),
  };
}

/**
 * Prefixes one level deeper: equal (prefix, code) pairs get equal ids. Exact for any K and depth,
 * since pairs are compared and never packed into one number; expected O(n).
 */
export function deeperPrefixes(previous: Prefixes, codes: Uint32Array): Prefixes {
  const before = previous.ids;
  const rows = before.length;
  if (codes.length !== rows) {
    throw new Error(`${codes.length} codes for ${rows} rows`);
  }
  const index = new RowIndex(rows, (a, b) => before[a] === before[b] && codes[a] === codes[b]);
  const ids = new Uint32Array(rows);
  const counts = new Uint32Array(rows);
  for (let row = 0; row < rows; row++) {
    // Odd multipliers spread both parts over the word; the index mixes the result further.
    const hash = Math.imul(before[row] ?? 0, 0x9e3779b1) ^ Math.imul(codes[row] ?? 0, 0x85ebca77);
    const id = index.idOf(row, hash);
    ids[row] = id;
    counts[id] = (counts[id] ?? 0) + 1;
  }
  return {
    depth: previous.depth + 1,
    ids,
    counts: counts.slice(0, index.distinct),
    firstRows: index.firstRows(),
  };
}
