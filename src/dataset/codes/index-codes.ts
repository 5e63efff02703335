import { readIndexJson } from '../../sid/notations/index-json';
import { Problem } from '../../problem';
import type { CodedItems, CodesOptions } from './types';

/** Enough for the first item of any index. */
const HEAD_BYTES = 4096;
/** Characters of one text that browsers hold. */
const MOST_BYTES = 2 ** 29 - 1;
/** An item and the beginning of its tokens; keys of the object, and no other text, are followed by a list. */
const ITEM = /"((?:[^"\\]|\\.)*)"\s*:\s*\[/g;

/** Whether a file is an `index.json` of the LC-Rec family, told from its first item. */
export async function holdsIndex(file: File): Promise<boolean> {
  const head = (await file.slice(0, HEAD_BYTES).text()).replace(/^\ufeff/, '');
  return /^\s*\{\s*"(?:[^"\\]|\\.)*"\s*:\s*\[\s*"<[a-z]_\d+>"/.test(head);
}

/** Reads it. Throws `CODES_JSON`, `SID_ITEM_TWICE`, `SID_SYNTAX`, `SID_LEVELS`, `SID_RANGE`. */
export async function readIndexCodes(
  file: File,
  { codebookSizes }: CodesOptions,
): Promise<Pick<CodedItems, 'ids' | 'sids' | 'notation' | 'byRow' | 'offset' | 'blank'>> {
  if (file.size > MOST_BYTES) {
    throw unreadable(file.name, 'it is larger than the 511 MiB that a browser reads as one text');
  }
  const text = (await file.text()).replace(/^\ufeff/, '');
  const { itemIds, sids } = readIndexJson(parsed(text, file.name), {
    ...(codebookSizes ? { codebookSizes } : {}),
  });
  checkOnce(text, itemIds.length);
  return {
    ids: itemIds,
    sids,
    notation: 'index-json',
    byRow: false,
    offset: null,
    blank: 0,
  };
}

function parsed(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw unreadable(name, `it is no JSON (${(error as Error).message})`);
  }
}

/** JSON keeps the last of equal keys and says nothing. */
function checkOnce(text: string, items: number): void {
  const seen = new Map<string, number>();
  for (const [, key = ''] of text.matchAll(ITEM)) {
    const before = seen.get(key);
    if (before !== undefined) {
      throw new Problem(
        'SID_ITEM_TWICE',
        `Item "${key}" stands twice in the index, as entries ${before} and ${seen.size} (from 0).`,
        'Keep one SID an item.',
      );
    }
    seen.set(key, seen.size);
  }
  if (seen.size !== items) throw new Error(`${seen.size} keys for ${items} items`);
}

function unreadable(name: string, why: string): Problem {
  return new Problem(
    'CODES_JSON',
    `${name} cannot be read: ${why}.`,
    'Write it again, or as a table: items.parquet, or a CSV with item_id and SID.',
  );
}
