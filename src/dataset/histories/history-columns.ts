import { nameAmong } from '../column-names';
import type { ColumnInfo } from '../types';

/** Which column plays which part in a file of interactions. */
export interface HistoryColumns {
  readonly user: string;
  readonly item: string;
  readonly time: string | null;
  /** One row a user with a list of items, oldest first; else one row an interaction. */
  readonly isList: boolean;
}

/** Names the field uses, best first. */
const USER_NAMES = ['user_id', 'user', 'uid', 'userid', 'session_id', 'session', 'reviewerid'];
const LIST_NAMES = [
  'item_ids',
  'items',
  'item_id',
  'history',
  'sequence',
  'item_seq',
  'user_history',
];
const ITEM_NAMES = [
  'item_id',
  'item',
  'iid',
  'movie_id',
  'asin',
  'parent_asin',
  'product_id',
  'sku',
];
const TIME_NAMES = ['timestamp', 'time', 'ts', 'unix_review_time', 'date', 'datetime'];

/** Guesses the parts from names; `isList` says whether a name's values are lists. null: no histories. */
export function guessHistoryColumns(
  names: readonly string[],
  isList: (name: string) => boolean,
): HistoryColumns | null {
  const user = nameAmong(names, USER_NAMES);
  if (user === null) return null;
  const list = nameAmong(names.filter(isList), LIST_NAMES);
  if (list !== null) return { user, item: list, time: null, isList: true };
  const scalars = names.filter((name) => name !== user && !isList(name));
  const item = nameAmong(scalars, ITEM_NAMES);
  if (item === null) return null;
  return { user, item, time: nameAmong(scalars, TIME_NAMES), isList: false };
}

/** The parts in a file with typed columns; one with vectors is a shard, not histories. */
export function historyColumnsOf(columns: readonly ColumnInfo[]): HistoryColumns | null {
  if (columns.some(({ kind }) => kind === 'vector')) return null;
  const kindOf = new Map(columns.map(({ name, kind }) => [name, kind]));
  return guessHistoryColumns([...kindOf.keys()], (name) => kindOf.get(name) === 'list');
}
