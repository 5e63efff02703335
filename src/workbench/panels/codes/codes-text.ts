import { NOTATIONS } from '../../../sid/notations/catalogue';
import { MAX_CODE } from '../../../sid/notations/item-sids';
import type { CodesInUse } from '../../state/codes/codes-store';

/** "LC-Rec, LETTER, MiniOneRec": as whom a file writes its SIDs. */
export function notationText(notation: CodesInUse['notation']): string {
  switch (notation) {
    case 'codes-npy':
      return 'an array, items × levels';
    case 'items-parquet':
      return 'columns c1, c2, … or code_str';
    case 'forge-samples':
      return 'histories in tokens of FORGE';
    default:
      return NOTATIONS[notation].reader;
  }
}

/** "4 × 256", "3 × 197, 256, 256" */
export function shapeOfCodes({ codebookSizes }: Pick<CodesInUse, 'codebookSizes'>): string {
  const [first = 0] = codebookSizes;
  const isEven = codebookSizes.every((size) => size === first);
  return `${codebookSizes.length} × ${isEven ? first : codebookSizes.join(', ')}`;
}

/** K of every level as typed: one for all, or one a level; else why it is none. */
export function parseSizes(
  text: string,
  levels: number,
):
  | { readonly values: number[]; readonly problem: null }
  | { readonly values: null; readonly problem: string } {
  const words = text.split(/[\s,;]+/).filter(Boolean);
  const sizes = words.map(Number);
  const isSize = (size: number) => Number.isInteger(size) && size > 0 && size <= MAX_CODE + 1;
  if (sizes.length === 0 || !sizes.every(isSize)) {
    return { values: null, problem: 'Whole numbers from 1, apart by commas.' };
  }
  const [first = 1, ...more] = sizes;
  if (more.length === 0) return { values: new Array<number>(levels).fill(first), problem: null };
  if (sizes.length === levels) return { values: sizes, problem: null };
  return { values: null, problem: `One number for all ${levels} levels, or one for each.` };
}
