import { toProblemDetail, type ProblemDetail } from '../../problem';
import { NOTATIONS, type NotationName } from '../../sid/notations/catalogue';
import type { ItemSids } from '../../sid/notations/item-sids';
import { previewLines } from '../../sid/notations/preview';
import type { Sids } from '../../sid/types';
import { plural } from '../widgets/format';

/** "OpenOneRec: onerec.parquet" */
export const NOTATION_CHOICES = (Object.keys(NOTATIONS) as NotationName[]).map((value) => {
  const { reader, file } = NOTATIONS[value];
  return { value, text: `${reader.split(',')[0] ?? ''}: ${file}` };
});

/** How the file begins, or why it cannot be written. */
export function previewOf(
  name: NotationName,
  items: ItemSids,
  offset: number,
): { readonly lines: readonly string[]; readonly problem: ProblemDetail | null } {
  try {
    return { lines: previewLines(name, items, offset), problem: null };
  } catch (error) {
    return { lines: [], problem: toProblemDetail(error) };
  }
}

/** What leaves the page, in a sentence. */
export function leavesText(file: string, { rows, codes }: Sids): string {
  const ids = file.endsWith('.npy')
    ? 'no item ids: they are in the order of the rows'
    : 'their ids';
  const each = plural(codes.length, 'code');
  return `${file} goes to this browser’s downloads, with the SIDs of ${plural(rows, 'item')} (${each} each) and ${ids}. No vectors and no titles are in it, and nothing is sent anywhere.`;
}
