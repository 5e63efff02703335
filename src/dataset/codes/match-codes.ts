import { Problem } from '../../problem';
import type { CodedItems } from './types';

/**
 * Codes of a file as those of some rows, by their ids. Codebook sizes stay the file's, whatever rows are
 * asked for. Throws `CODES_ROWS` where a row has no codes.
 */
export function matchCodes(
  { ids, sids }: Pick<CodedItems, 'ids' | 'sids'>,
  rows: readonly string[],
  name: string,
): CodedItems['sids'] {
  const rowOf = new Map(ids.map((id, row) => [id, row]));
  if (!rows.every((id) => rowOf.has(id))) throw rowsWithoutCodes({ ids, name }, rows);
  const places = rows.map((id) => rowOf.get(id)!);
  return {
    rows: rows.length,
    codebookSizes: sids.codebookSizes,
    codes: sids.codes.map((codes) => Uint32Array.from(places, (place) => codes[place]!)),
  };
}

/** That rows, by their ids, have no codes in a file. */
export function rowsWithoutCodes(
  { ids, name }: Pick<CodedItems, 'ids' | 'name'>,
  rows: readonly string[],
): Problem {
  const known = new Set(ids);
  const missing = rows.filter((id) => !known.has(id));
  return new Problem(
    'CODES_ROWS',
    `${missing.length.toLocaleString('en-US')} of ${rows.length.toLocaleString('en-US')} rows in use have no codes in ${name}, ${missing[0]} the first; its ids begin with ${ids.slice(0, 3).join(', ')}.`,
    'Use the rows that the codes are of, with the id column that the codes go by.',
  );
}
