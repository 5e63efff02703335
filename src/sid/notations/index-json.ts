import { Problem } from '../../problem';
import { type ItemSids, checkItemsDiffer, readColumn, toItemSids } from './item-sids';
import type { ReadOptions } from './texts';

/** Level l is named by the l-th letter. */
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const EXAMPLE = '["<a_12>","<b_7>","<c_201>"]';

/** `{"item": ["<a_12>","<b_7>","<c_201>"]}`: any item key, one token a level. */
export type IndexJson = Readonly<Record<string, readonly string[]>>;

/**
 * Reads the parsed `index.json` of LC-Rec, LETTER and MiniOneRec. Rows follow the object's own
 * order: JavaScript puts keys that are whole numbers first, ascending, and keeps the rest as in the
 * file. Throws `SID_SYNTAX`, also where a token's letter is not that of its place.
 */
export function readIndexJson(json: unknown, { codebookSizes }: ReadOptions = {}): ItemSids {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw new Problem(
      'SID_SYNTAX',
      'The file holds no JSON object of items, so it is no index of Semantic IDs.',
      `An index looks like {"item": ${EXAMPLE}}.`,
    );
  }
  const itemIds = Object.keys(json);
  const tokens: readonly unknown[] = Object.values(json);
  const codes = readColumn({
    itemIds,
    codesOf: (row) => parseTokens(tokens[row]),
    textOf: (row) => JSON.stringify(tokens[row]),
    example: EXAMPLE,
  });
  return toItemSids(itemIds, codes, codebookSizes);
}

/** The object to be written as `index.json`, of 26 levels at most. Throws `SID_ITEM_TWICE`. */
export function writeIndexJson({ itemIds, sids }: ItemSids): IndexJson {
  if (sids.codes.length > LETTERS.length) {
    throw new Error(`${sids.codes.length} levels, and ${LETTERS.length} letters to name them`);
  }
  checkItemsDiffer(itemIds);
  // Not by assignment: an item may be called "__proto__".
  return Object.fromEntries(
    itemIds.map((id, row) => [
      id,
      sids.codes.map((codes, l) => `<${LETTERS.charAt(l)}_${codes[row]!}>`),
    ]),
  );
}

function parseTokens(tokens: unknown): number[] | null {
  if (!Array.isArray(tokens) || tokens.length === 0) return null;
  const codes: number[] = [];
  for (const [l, token] of tokens.entries()) {
    const match = typeof token === 'string' ? /^<([a-z])_(\d+)>$/.exec(token) : null;
    if (!match || match[1] !== LETTERS[l]) return null;
    codes.push(Number(match[2]));
  }
  return codes;
}
