import fc from 'fast-check';
import { Problem, type ProblemDetail } from '../../problem';
import { SIX_ITEMS, anySids } from '../sids.fixture';
import type { ItemSids } from './item-sids';

/** Six items with ids as catalogues have them. */
export const SIX_NAMED: ItemSids = {
  itemIds: ['B07', '12', '', '3', 'a b', '__proto__'],
  sids: SIX_ITEMS,
};

/** Any small SID set with any item ids. */
export const anyItemSids: fc.Arbitrary<ItemSids> = anySids.chain((sids) =>
  fc
    .uniqueArray(fc.oneof(fc.string(), fc.nat().map(String)), {
      minLength: sids.rows,
      maxLength: sids.rows,
    })
    .map((itemIds) => ({ itemIds, sids })),
);

/** The problem that `action` throws. */
export function problemOf(action: () => unknown): ProblemDetail {
  try {
    action();
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('no problem');
}

/** The cells of a CSV text by RFC 4180, written apart from the writer. */
export function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let cells: string[] = [];
  const next = /("(?:[^"]|"")*"|[^,\n]*)(,|\n)/y;
  for (let match = next.exec(text); match; match = next.exec(text)) {
    const cell = match[1] ?? '';
    cells.push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);
    if (match[2] === ',') continue;
    rows.push(cells);
    cells = [];
  }
  return rows;
}
