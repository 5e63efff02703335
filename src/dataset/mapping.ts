import { ITEM_ID_NAMES, nameAmong } from './column-names';
import type { ColumnInfo, ColumnMapping } from './types';

/*
 * Names the field uses, best first. A column is chosen by the first name in the list that some
 * column of a fitting type carries; case and punctuation do not count.
 */
const TITLE_NAMES = [
  'title',
  'item_title',
  'product_title',
  'titles',
  'name',
  'item_name',
  'product_name',
  'text',
  'description',
];
const CATEGORY_NAMES = [
  'category',
  'categories',
  'main_category',
  'item_category',
  'genres',
  'genre',
  'cate',
  'cat',
  'cate_id',
  'category_id',
  'topic',
  'brand',
  'label',
  'class',
];
/** Of users, not of items. */
const USER_NAME = /^(user|uid|session|reviewer)/;

/** Of columns that hold vectors. */
export const VECTOR_NAME = /embed|emb\b|emb_|_emb|vector|vec\b|feature|repr/i;
/** Learnt from interactions. SIDs made of these follow behaviour, which is what retrieval needs. */
const BEHAVIOR_NAME = /behaviou?r|collab|interaction|(^|_)cf(_|$)|sasrec|ppmi/i;

function byName(
  columns: readonly ColumnInfo[],
  names: readonly string[],
  taken: readonly (string | null)[],
): string | null {
  const free = columns.map(({ name }) => name).filter((name) => !taken.includes(name));
  return nameAmong(free, names);
}

/**
 * The vector column: a name that says behaviour beats one that says embedding, which beats any other
 * list of floats; a known, single dimension beats an unknown one; then the first in the file.
 */
function guessVector(columns: readonly ColumnInfo[]): string | null {
  const score = (column: ColumnInfo) =>
    (column.dim === null ? 0 : 4) +
    (BEHAVIOR_NAME.test(column.name) ? 2 : 0) +
    (VECTOR_NAME.test(column.name) ? 1 : 0);
  const candidates = columns.filter((column) => column.kind === 'vector');
  candidates.sort((a, b) => score(b) - score(a));
  return candidates[0]?.name ?? null;
}

/** Guesses the parts from names and types; null if no column can be the vector. */
export function guessMapping(columns: readonly ColumnInfo[]): ColumnMapping | null {
  const vector = guessVector(columns);
  return vector === null ? null : { ...guessTextColumns(columns), vector };
}

/** The parts that are no vectors. */
export function guessTextColumns(columns: readonly ColumnInfo[]): Omit<ColumnMapping, 'vector'> {
  const ofKind = (...kinds: readonly ColumnInfo['kind'][]) =>
    columns.filter((column) => kinds.includes(column.kind));
  const scalars = ofKind('text', 'number');
  const id =
    byName(scalars, ITEM_ID_NAMES, []) ??
    scalars.find(
      ({ name }) => /([_\s]?id|[._-]ids)$/i.test(name) && !USER_NAME.test(name.toLowerCase()),
    )?.name ??
    null;
  const title = byName(ofKind('text'), TITLE_NAMES, [id]);
  const category = byName(ofKind('text', 'list', 'number'), CATEGORY_NAMES, [id, title]);
  return { id, title, category };
}
