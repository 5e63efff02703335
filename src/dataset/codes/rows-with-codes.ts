import { Problem } from '../../problem';
import { rowOfId } from '../row-of-id';
import { rowsWithoutCodes } from './match-codes';
import type { CodedItems } from './types';

/** Rows of a file of vectors that are in use. */
export interface RowsInUse {
  readonly ids: readonly string[];
  /** Row number in the file of each, ascending. */
  readonly rowNumbers: Uint32Array;
  /** Rows of the file. */
  readonly totalRows: number;
}

export interface MatchedCodes {
  /** Rows in use, and how many of them have codes. */
  readonly rows: number;
  readonly known: number;
  /** The codes row by row, if every row in use has some; else null. */
  readonly items: CodedItems | null;
}

/**
 * Codes for the rows in use: by id, or of items without ids by place, where there are as many as rows in use or as
 * rows in their file.
 */
export function codesForRows(items: CodedItems, inUse: RowsInUse): MatchedCodes {
  const { ids } = inUse;
  const places = items.byRow ? placesByRow(items, inUse) : placesById(items, ids);
  const known = places.filter((place) => place !== undefined).length;
  const found = { rows: ids.length, known };
  if (known < ids.length) return { ...found, items: null };
  const taken = Uint32Array.from(places as readonly number[]);
  const codes = items.sids.codes.map((level) => taken.map((place) => level[place]!));
  const sids = { ...items.sids, rows: ids.length, codes };
  const texts = (all: readonly string[]) =>
    all.length > 0 ? Array.from(taken, (place) => all[place] ?? '') : [];
  const [titles, categories] = [texts(items.titles), texts(items.categories)];
  return { ...found, items: { ...items, ids, sids, titles, categories } };
}

function placesById(items: CodedItems, ids: readonly string[]): (number | undefined)[] {
  const placeOf = rowOfId(items.ids);
  return ids.map((id) => placeOf.get(id));
}

/** Why a file's codes cannot be given to the rows in use. */
export function rowsLackCodes(
  items: CodedItems,
  { ids, rowNumbers, totalRows }: RowsInUse,
): Problem {
  const count = (value: number) => value.toLocaleString('en-US');
  const { name } = items;
  if (items.byRow) {
    return new Problem(
      'CODES_ROWS',
      `${name} has ${count(items.sids.rows)} SIDs without ids; ${count(rowNumbers.length)} rows are in use, of ${count(totalRows)} in their file: which are whose cannot be told.`,
      'Use as many rows as there are SIDs, or open an .npy of their ids together with the codes.',
    );
  }
  return rowsWithoutCodes(items, ids);
}

function placesByRow(items: CodedItems, inUse: RowsInUse): (number | undefined)[] {
  const { rowNumbers, totalRows } = inUse;
  const { rows } = items.sids;
  if (rows === rowNumbers.length) return Array.from(rowNumbers, (_, row) => row);
  return Array.from(rowNumbers, (row) => (rows === totalRows ? row : undefined));
}
