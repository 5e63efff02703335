import { DataType } from 'apache-arrow';
import type { ProblemDetail } from '../problem';
import type { ShardSource } from './source';

/**
 * What is wrong with the ids of the rows in use, though they can be used: `ID_MISSING`, `ID_REPEATED`,
 * `ID_ROUNDED` (whole numbers beyond 2^53 in a column of floats). None where row numbers are the ids.
 */
export function idNotes(
  source: ShardSource,
  column: string | null,
  ids: readonly string[],
  rowNumbers: Uint32Array,
): ProblemDetail[] {
  if (column === null) return [];
  const notes: ProblemDetail[] = [];
  const missing = ids.reduce((count, id) => count + (id === '' ? 1 : 0), 0);
  if (missing > 0) {
    notes.push({
      code: 'ID_MISSING',
      message: `${countOf(missing, 'row has', 'rows have')} no ${column} (row ${rowNumbers[ids.indexOf('')] ?? 0}).`,
      hint: 'Histories and pairs cannot name them: choose another id column, or leave them out by a WHERE.',
    });
  }
  const repeated = repeatedOf(ids, missing);
  if (repeated) {
    const [first, second] = repeated.rows.map((index) => rowNumbers[index]);
    notes.push({
      code: 'ID_REPEATED',
      message: `${countOf(repeated.count, 'row repeats', 'rows repeat')} the ${column} of a row before (${repeated.id} in rows ${first} and ${second}).`,
      hint: 'Histories and pairs go to the first of them: choose another id column, or leave the others out by a WHERE.',
    });
  }
  const field = source.fields.find(({ name }) => name === column);
  const rounded = field && DataType.isFloat(field.type) ? ids.find(isLarge) : undefined;
  if (rounded !== undefined) {
    notes.push({
      code: 'ID_ROUNDED',
      message: `${column} holds floats, and ${rounded} is beyond 2^53, where floats skip whole numbers: it may stand for another item.`,
      hint: 'Write the ids as int64 or text.',
    });
  }
  return notes;
}

function countOf(count: number, one: string, many: string): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}

/** Rows whose id, not missing, stands in a row before; and the first such pair. */
function repeatedOf(
  ids: readonly string[],
  missing: number,
): { readonly count: number; readonly id: string; readonly rows: [number, number] } | null {
  const seen = new Set(ids);
  const count = ids.length - missing - seen.size + (missing > 0 ? 1 : 0);
  if (count === 0) return null;
  seen.clear();
  const second = ids.findIndex((id) => id !== '' && (seen.has(id) || !seen.add(id)));
  const id = ids[second] ?? '';
  return { count, id, rows: [ids.indexOf(id), second] };
}

function isLarge(id: string): boolean {
  const value = Number(id);
  return Number.isFinite(value) && Math.abs(value) > Number.MAX_SAFE_INTEGER;
}
