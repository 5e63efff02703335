import type { Sids } from '../types';
import { type ItemSids, readColumn, toItemSids } from './item-sids';
import { type ReadOptions, type SidTexts, parseNumbers, textColumn, writeTexts } from './texts';

const EXAMPLE = '111,222,333';

/** Reads SIDs like "111,222,333", the SID column of FORGE's `infer_SID` output (`item_id,SID`). */
export function readCommaSids(texts: SidTexts, { codebookSizes }: ReadOptions = {}): ItemSids {
  const column = textColumn(texts, (text) => parseNumbers(text, ','), EXAMPLE);
  return toItemSids(texts.itemIds, readColumn(column), codebookSizes);
}

/** SIDs like "111,222,333". In a CSV file the comma needs quotes around the field. */
export function writeCommaSids(sids: Sids): string[] {
  return writeTexts(sids, (sid) => sid.join(','));
}
