import { Problem } from '../../problem';
import type { Sids } from '../types';
import { levelsProblem, rangeProblem, syntaxProblem, twiceProblem } from './problems';

/** SIDs with the items that they belong to: item `itemIds[i]` has the codes of row i. */
export interface ItemSids {
  readonly itemIds: readonly string[];
  readonly sids: Sids;
}

/** A column of SIDs in some notation, one a row. */
export interface SidColumn {
  /** Item of each row, each item once. */
  readonly itemIds: readonly string[];
  /** The codes in a row's text, or null where it is not of the notation. */
  readonly codesOf: (row: number) => readonly number[] | null;
  readonly textOf: (row: number) => string;
  /** A SID in the notation, for messages. */
  readonly example: string;
}

/**
 * The largest code that is read where no codebook size is stated. Metrics hold one counter a code,
 * 64 MiB a level at this bound, which is 512 times the widest codebook in use (32,768).
 */
export const MAX_CODE = 2 ** 24 - 1;

const UINT32_MAX = 2 ** 32 - 1;

/**
 * The numbers of a column, level-major: `[l][row]`, no levels for no rows. Throws `SID_SYNTAX`,
 * `SID_LEVELS` (an item with more or fewer codes than the first), `SID_RANGE` (beyond 32 bits) or
 * `SID_ITEM_TWICE`, naming the first bad item.
 */
export function readColumn({ itemIds, codesOf, textOf, example }: SidColumn): Uint32Array[] {
  checkItemsDiffer(itemIds);
  let codes: Uint32Array[] = [];
  for (const [row, id] of itemIds.entries()) {
    const sid = codesOf(row);
    if (sid === null) throw syntaxProblem({ id, row }, textOf(row), example);
    if (row === 0) codes = sid.map(() => new Uint32Array(itemIds.length));
    if (sid.length !== codes.length) throw levelsProblem({ id, row }, sid.length, codes.length);
    for (const [l, code] of sid.entries()) {
      // A typed array would wrap the number around in silence.
      if (code > UINT32_MAX) throw rangeProblem({ id, row }, l, code, null);
      codes[l]![row] = code;
    }
  }
  return codes;
}

/**
 * The read codes as SIDs. Without `codebookSizes`, K of a level is its largest code + 1: codes that
 * no item has at the upper end are not known. Throws `SID_LEVELS` or `SID_RANGE` where codes and
 * codebooks do not fit.
 */
export function toItemSids(
  itemIds: readonly string[],
  codes: readonly Uint32Array[],
  codebookSizes?: readonly number[],
): ItemSids {
  const rows = itemIds.length;
  if (rows === 0) {
    const sizes = codebookSizes ?? [];
    return {
      itemIds,
      sids: { rows, codebookSizes: sizes, codes: sizes.map(() => new Uint32Array(0)) },
    };
  }
  if (codebookSizes && codebookSizes.length !== codes.length) {
    throw new Problem(
      'SID_LEVELS',
      `The SIDs have ${codes.length} codes and ${codebookSizes.length} codebook sizes are stated.`,
      'State one size a level, or none.',
    );
  }
  const bounds = codes.map((_, l) => codebookSizes?.[l] ?? MAX_CODE + 1);
  for (let row = 0; row < rows; row++) {
    for (const [l, column] of codes.entries()) {
      const code = column[row]!;
      if (code >= bounds[l]!) {
        throw rangeProblem({ id: itemIds[row]!, row }, l, code, codebookSizes?.[l] ?? null);
      }
    }
  }
  return {
    itemIds,
    sids: { rows, codebookSizes: codebookSizes ?? codes.map(inferredSize), codes },
  };
}

/** Throws `SID_ITEM_TWICE` for the first item that is listed again. */
export function checkItemsDiffer(itemIds: readonly string[]): void {
  const rowOf = new Map<string, number>();
  for (const [row, id] of itemIds.entries()) {
    const before = rowOf.get(id);
    if (before !== undefined) throw twiceProblem({ id, row }, before);
    rowOf.set(id, row);
  }
}

function inferredSize(codes: Uint32Array): number {
  return codes.reduce((largest, code) => Math.max(largest, code), 0) + 1;
}
