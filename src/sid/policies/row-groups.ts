import type { Prefixes } from '../prefixes';

/**
 * The rows of each prefix id, ascending; groups in order of their first row. Views into one array
 * of all rows: not to be changed.
 */
export function rowGroups({ ids, counts }: Prefixes): readonly Uint32Array[] {
  const rows = new Uint32Array(ids.length);
  const ends = new Uint32Array(counts.length);
  let start = 0;
  const starts = counts.map((count) => (start += count) - count);
  ends.set(starts);
  for (const [row, id] of ids.entries()) rows[ends[id]!++] = row;
  return Array.from(starts, (first, id) => rows.subarray(first, ends[id]));
}
