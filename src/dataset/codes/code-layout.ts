import { ITEM_ID_NAMES, nameAmong } from '../column-names';

/** Where a table has its items and their codes. */
export interface CodeLayout {
  /** null: items go by their row number. */
  readonly id: string | null;
  readonly codes:
    | { readonly kind: 'list' | 'text'; readonly name: string }
    /** One column a level. */
    | { readonly kind: 'columns'; readonly names: readonly string[] };
}

/** A table as far as its layout can be told from names and one row. */
export interface TableHead {
  readonly names: readonly string[];
  /** The first row's value; undefined where there is no row. */
  readonly example: (name: string) => unknown;
  readonly isList: (name: string) => boolean;
}

const LIST_NAMES = ['codes', 'sid', 'sids', 'semantic_id', 'semantic_ids'];
const TEXT_NAMES = ['sid', 'code_str', 'codes', 'semantic_id', 'semantic_ids', 'item_sid'];
/** `c1`, `codebook_lv1`, `code_1`, `sid_1`, `level_1`: the first is 1, or 0. */
const PREFIXES = ['c', 'codebook_lv', 'code_', 'sid_', 'level_'];

/** A code as tables have it; pandas writes whole numbers beside blanks as 12.0. */
const CODE = /^\d+(?:\.0+)?$/;
/** `12,7,201`, `[12, 7, 201]`, `12-7-201`, `C12C8199C16585`, or one code. */
const SID = /^\s*(?:\[?\s*\d+(?:\s*[,-]\s*\d+)*\s*\]?|(?:C\d+)+)\s*$/;

/** Guesses the layout; null for a table without SIDs. */
export function codeLayoutOf(head: TableHead): CodeLayout | null {
  const codes = codesOf(head);
  if (!codes) return null;
  const taken = codes.kind === 'columns' ? codes.names : [codes.name];
  const free = head.names.filter((name) => !taken.includes(name) && !head.isList(name));
  return { id: nameAmong(free, ITEM_ID_NAMES), codes };
}

function codesOf({ names, example, isList }: TableHead): CodeLayout['codes'] | null {
  const list = nameAmong(names.filter(isList), LIST_NAMES);
  if (list !== null) return { kind: 'list', name: list };
  const scalars = names.filter((name) => !isList(name));
  for (const prefix of PREFIXES) {
    const levels = levelNames(scalars, prefix);
    if (levels.length > 0 && levels.every((name) => fits(example(name), CODE))) {
      return { kind: 'columns', names: levels };
    }
  }
  const text = nameAmong(scalars, TEXT_NAMES);
  if (text !== null && fits(example(text), SID)) return { kind: 'text', name: text };
  // CarterHe479/Semantic-ID: the one code of a VQ.
  const token = nameAmong(scalars, ['token']);
  if (token !== null && fits(example(token), CODE)) return { kind: 'columns', names: [token] };
  return null;
}

function levelNames(names: readonly string[], prefix: string): string[] {
  const found: string[] = [];
  const first = names.includes(`${prefix}1`) && !names.includes(`${prefix}0`) ? 1 : 0;
  for (let level = first; names.includes(`${prefix}${level}`); level++) {
    found.push(`${prefix}${level}`);
  }
  return found;
}

/** Whether a value, if there is one, looks like that. */
function fits(value: unknown, pattern: RegExp): boolean {
  const text = cellText(value);
  return text === '' || pattern.test(text);
}

/** A cell as text; empty for a missing one and for pandas' NaN. Lists are no text. */
export function cellText(value: unknown): string {
  if (value === undefined || value === null || Number.isNaN(value)) return '';
  const isPlain =
    typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint';
  const text = isPlain ? String(value).trim() : JSON.stringify(value);
  return /^nan$/i.test(text) ? '' : text;
}

/** The code in a cell; null for a blank one, NaN for what is no code. */
export function codeOf(value: unknown): number | null {
  const text = cellText(value);
  if (text === '') return null;
  return CODE.test(text) ? Number(text) : Number.NaN;
}
