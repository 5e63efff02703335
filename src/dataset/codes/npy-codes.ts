import { readColumn, toItemSids } from '../../sid/notations/item-sids';
import { readNpyRows, type NpyArray } from '../formats/npy';
import type { CodedItems, CodesOptions } from './types';

/** More levels than any SID in use has. */
const MOST_LEVELS = 26;

/** Whether an array may hold codes: a table of whole numbers. */
export function mayHoldCodes({ header: { kind, shape } }: NpyArray): boolean {
  return (kind === 'i' || kind === 'u') && shape.length === 2 && shape[1] !== 0;
}

/**
 * `codes.npy`, N x L, or GRID's L x N: what `options.from` says, else by the shape, as no SID has more levels
 * than `MOST_LEVELS`. Items go by their row number. Throws `SID_SYNTAX` for a negative code, `SID_RANGE`.
 */
export async function readNpyCodes(
  array: NpyArray,
  { from, codebookSizes }: CodesOptions,
): Promise<Pick<CodedItems, 'ids' | 'sids' | 'notation' | 'byRow' | 'offset' | 'blank'>> {
  const [first = 0, second = 0] = array.header.shape;
  const isLevelsFirst = from === undefined ? isWide(first, second) : from === 'grid-npy';
  const [rows, levels] = isLevelsFirst ? [second, first] : [first, second];
  const { values } = await readNpyRows(array, 0, first);
  const at = (row: number, l: number) =>
    Number(values[isLevelsFirst ? l * rows + row : row * levels + l]);
  const sidOf = (row: number) => Array.from({ length: levels }, (_, l) => at(row, l));
  const ids = Array.from({ length: rows }, (_, row) => String(row));
  const columns = readColumn({
    itemIds: ids,
    codesOf: (row) => {
      const sid = sidOf(row);
      return sid.every((code) => code >= 0) ? sid : null;
    },
    textOf: (row) => `[${sidOf(row).join(', ')}]`,
    example: '[12, 7, 201]',
  });
  const { sids } = toItemSids(ids, columns, codebookSizes);
  const notation = isLevelsFirst ? 'grid-npy' : 'codes-npy';
  return { ids, sids, notation, byRow: true, offset: null, blank: 0 };
}

function isWide(first: number, second: number): boolean {
  return first < second && second > MOST_LEVELS;
}
