import { rowsWithCode, rowsWithPrefix } from '../../sid/buckets';
import { codeString } from '../../sid/code-string';
import type { Sids } from '../../sid/types';
import type { LevelResult } from '../../worker/protocol';

/** What the user has picked. It holds meanings, not rows, so that it survives a retrain. */
export type Selection =
  | { readonly kind: 'code'; /** 0-based. */ readonly level: number; readonly code: number }
  | { readonly kind: 'bucket'; readonly sid: readonly number[] }
  | { readonly kind: 'item'; readonly row: number };

/** The levels' codes as one value, or null without levels. */
export function sidsOf(levels: readonly LevelResult[]): Sids | null {
  const first = levels[0];
  if (!first) return null;
  return {
    rows: first.codes.length,
    codebookSizes: levels.map((level) => level.codebookSize),
    codes: levels.map((level) => level.codes),
  };
}

export function sidOfRow(sids: Sids, row: number): number[] {
  return sids.codes.map((codes) => codes[row] ?? 0);
}

/** Rows that the selection stands for, ascending; empty where the codes no longer hold it. */
export function selectedRows(selection: Selection | null, sids: Sids | null): Uint32Array {
  if (!selection) return new Uint32Array();
  if (selection.kind === 'item') {
    return sids
      ? rowsWithPrefix(sids, sidOfRow(sids, selection.row))
      : Uint32Array.of(selection.row);
  }
  if (!sids) return new Uint32Array();
  if (selection.kind === 'bucket') {
    // With fewer levels than the bucket had, its codes are a prefix: a wider bucket.
    return rowsWithPrefix(sids, selection.sid.slice(0, sids.codes.length));
  }
  const codes = sids.codes[selection.level];
  return codes ? rowsWithCode(codes, selection.code) : new Uint32Array();
}

/** Whether a retrain left nothing of what was picked. A dead code is still a code. */
function isGone(selection: Selection, sids: Sids): boolean {
  if (selection.kind === 'item') return false;
  if (selection.kind === 'bucket') return selectedRows(selection, sids).length === 0;
  return selection.code >= (sids.codebookSizes[selection.level] ?? 0);
}

/**
 * The code that the selection lights up at each level; null where it says nothing. Empty where the
 * codes no longer hold it: nothing lights up, and nothing is greyed.
 */
export function selectedPath(selection: Selection | null, sids: Sids | null): (number | null)[] {
  if (!selection || !sids || isGone(selection, sids)) return [];
  if (selection.kind === 'item') return sidOfRow(sids, selection.row);
  if (selection.kind === 'bucket') {
    return sids.codes.map((_, level) => selection.sid[level] ?? null);
  }
  return sids.codes.map((_, level) => (level === selection.level ? selection.code : null));
}

/** Says why the list is empty. */
export function emptyText({ kind }: Selection): string {
  return kind === 'bucket' ? 'No item has this SID any more' : 'No item has this code';
}

export function selectionLabel(selection: Selection, titleOf: (row: number) => string): string {
  if (selection.kind === 'code') return `Level ${selection.level + 1}, code ${selection.code}`;
  if (selection.kind === 'bucket') return `SID ${codeString(selection.sid)}`;
  return titleOf(selection.row);
}
