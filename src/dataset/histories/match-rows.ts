import { NO_ROW } from '../../sid/no-row';
import { Problem } from '../../problem';
import { rowOfId } from '../row-of-id';
import type { Histories, HistoriesSummary, HistoryFile } from './types';

/** Item ids named where they match no row. */
const NAMED_ITEMS = 3;

/**
 * The rows of a file's items among `ids`, the ids of the rows in use; of equal ids the first row
 * counts. Throws `HISTORY_UNKNOWN_ITEMS` if no interaction has a row.
 */
export function matchRows(file: HistoryFile, ids: readonly string[]): Histories {
  const rowOf = rowOfId(ids);
  const rowOfItem = Uint32Array.from(file.itemIds, (id) => rowOf.get(id) ?? NO_ROW);
  const rows = file.items.map((item) => rowOfItem[item]!);
  const known = rows.reduce((sum, row) => sum + (row === NO_ROW ? 0 : 1), 0);
  if (known === 0) throw unknownItems(file, ids);
  const { name, users, starts } = file;
  const unknown = file.itemIds.filter((_, item) => rowOfItem[item] === NO_ROW);
  const summary: HistoriesSummary = {
    name,
    users: users.length,
    interactions: rows.length,
    known,
    items: file.itemIds.length,
    knownItems: file.itemIds.length - unknown.length,
    unknownExamples: unknown.slice(0, NAMED_ITEMS),
    ...lengthsOf(starts),
  };
  return { summary, users, starts: starts.slice(), rows };
}

function lengthsOf(starts: Uint32Array): Pick<HistoriesSummary, 'shortest' | 'median' | 'longest'> {
  const lengths = starts
    .subarray(1)
    .map((end, user) => end - starts[user]!)
    .sort();
  const at = (share: number) => lengths[Math.floor(share * (lengths.length - 1))] ?? 0;
  return { shortest: at(0), median: at(0.5), longest: at(1) };
}

function unknownItems({ name, itemIds }: HistoryFile, ids: readonly string[]): Problem {
  const named = (texts: readonly string[]) => texts.slice(0, NAMED_ITEMS).join(', ');
  return new Problem(
    'HISTORY_UNKNOWN_ITEMS',
    `No item of ${name} is among the rows in use: it names ${named(itemIds)}, the rows are ${named(ids)}.`,
    'Choose the id column that the histories use (Data, Columns), or open the histories of these items.',
  );
}
