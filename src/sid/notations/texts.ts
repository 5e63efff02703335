import type { Sids } from '../types';
import type { SidColumn } from './item-sids';

/** Item ids and, row by row, the text of each item's SID. */
export interface SidTexts {
  readonly itemIds: readonly string[];
  readonly texts: readonly string[];
}

export interface ReadOptions {
  /** K per level; without it, the largest code of a level + 1. */
  readonly codebookSizes?: readonly number[];
}

/** Columns of text as a SID column; `parse` gives the codes of a text, or null. */
export function textColumn(
  { itemIds, texts }: SidTexts,
  parse: (text: string) => number[] | null,
  example: string,
): SidColumn {
  if (itemIds.length !== texts.length) {
    throw new Error(`${itemIds.length} item ids for ${texts.length} SIDs`);
  }
  const textOf = (row: number) => texts[row] ?? '';
  return { itemIds, codesOf: (row) => parse(textOf(row)), textOf, example };
}

/** The text of every SID, in the order of the rows. */
export function writeTexts(sids: Sids, write: (sid: readonly number[]) => string): string[] {
  return Array.from({ length: sids.rows }, (_, row) =>
    write(sids.codes.map((codes) => codes[row]!)),
  );
}

/** Whole non-negative numbers between `separator`s, blanks around them allowed; else null. */
export function parseNumbers(text: string, separator: string): number[] | null {
  const parts = text.split(separator).map((part) => part.trim());
  return parts.every((part) => /^\d+$/.test(part)) ? parts.map(Number) : null;
}
