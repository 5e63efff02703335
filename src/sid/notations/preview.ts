import type { NotationName } from './catalogue';
import { writeColumnsCsv, writeCommaCsv, writeTokensCsv } from './csv';
import { writeIndexJson } from './index-json';
import type { ItemSids } from './item-sids';

/** Lines of a preview. */
const LINES = 3;
/** Codes of a level that a preview of an array shows. */
const SHOWN_CODES = 8;

/**
 * The beginning of a notation's file, in words that a person reads: of a CSV its first lines, of
 * index.json its first items, of Parquet its columns and first rows, of an array the beginning of its
 * first levels. `offset` as in `writeForgeTokens`. Throws `SID_OFFSET`, and `SID_ITEM_TWICE` where the
 * first items are not told apart.
 */
export function previewLines(name: NotationName, items: ItemSids, offset?: number): string[] {
  const first = firstItems(items);
  switch (name) {
    case 'forge-csv':
      return linesOf(writeCommaCsv(first));
    case 'forge-tokens':
      return linesOf(writeTokensCsv(first, offset));
    case 'forge-columns':
      return linesOf(writeColumnsCsv(first));
    case 'index-json': {
      const index = writeIndexJson(first);
      return first.itemIds.map((id) => `${JSON.stringify(id)}: ${JSON.stringify(index[id])}`);
    }
    case 'onerec-parquet':
      return listLines('pid', first);
    case 'torcheasyrec-parquet':
      return listLines('item_id', first);
    case 'grid-npy':
      return items.sids.codes.slice(0, LINES).map((codes) => {
        const rest = codes.length > SHOWN_CODES ? ', …' : '';
        return `[${codes.subarray(0, SHOWN_CODES).join(', ')}${rest}]`;
      });
  }
}

function firstItems({ itemIds, sids }: ItemSids): ItemSids {
  const rows = Math.min(LINES, sids.rows);
  const codes = sids.codes.map((level) => level.subarray(0, rows));
  return { itemIds: itemIds.slice(0, rows), sids: { ...sids, rows, codes } };
}

function linesOf(text: string): string[] {
  return text.trimEnd().split('\n').slice(0, LINES);
}

function listLines(idName: string, { itemIds, sids }: ItemSids): string[] {
  const rows = itemIds.map((id, row) => {
    const codes = sids.codes.map((level) => level[row]);
    return `${id} | [${codes.join(', ')}]`;
  });
  return [`${idName} | codes`, ...rows].slice(0, LINES);
}
