import { codeString } from '../code-string';
import type { Sids } from '../types';
import { type ItemSids, readColumn, toItemSids } from './item-sids';
import { type ReadOptions, type SidTexts, parseNumbers, textColumn, writeTexts } from './texts';

const EXAMPLE = codeString([12, 7, 201]);

/** Reads SIDs like "12-7-201", the `code_str` column of an `items.parquet`. */
export function readDashSids(texts: SidTexts, { codebookSizes }: ReadOptions = {}): ItemSids {
  const column = textColumn(texts, (text) => parseNumbers(text, '-'), EXAMPLE);
  return toItemSids(texts.itemIds, readColumn(column), codebookSizes);
}

/** SIDs like "12-7-201". */
export function writeDashSids(sids: Sids): string[] {
  return writeTexts(sids, codeString);
}
