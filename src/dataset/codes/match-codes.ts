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
  const missing = rows.filter((id) => !rowOf.has(id));
  if (missing.length > 0) {
    throw new Problem(
      'CODES_ROWS',
      `${missing.length.toLocaleString('en-US')} of ${rows.length.toLocaleString('en-US')} rows in use have no codes in ${name}, ${missing[0]} the first.`,
      'Use the rows that the codes are of, with their id column.',
    );
  }
  const places = rows.map((id) => rowOf.get(id)!);
  return {
    rows: rows.length,
    codebookSizes: sids.codebookSizes,
    codes: sids.codes.map((codes) => Uint32Array.from(places, (place) => codes[place]!)),
  };
}
