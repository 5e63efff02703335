import { writeCommaSids } from './comma';
import { writeForgeTokens } from './forge-tokens';
import type { ItemSids } from './item-sids';

/**
 * FORGE's `infer_SID` output: `item_id,SID` with SIDs like "111,222,333", in quotes as the comma
 * asks.
 */
export function writeCommaCsv({ itemIds, sids }: ItemSids): string {
  const texts = writeCommaSids(sids);
  return csv(
    ['item_id', 'SID'],
    itemIds.map((id, row) => [csvField(id), `"${texts[row]!}"`]),
  );
}

/**
 * `item_id,SID` with FORGE's tokens, `C17C8209C20001`; `offset` as in `writeForgeTokens`. Throws
 * `SID_OFFSET`.
 */
export function writeTokensCsv({ itemIds, sids }: ItemSids, offset?: number): string {
  const texts = writeForgeTokens(sids, offset);
  return csv(
    ['item_id', 'SID'],
    itemIds.map((id, row) => [csvField(id), texts[row]!]),
  );
}

/**
 * FORGE's `tiny_item_sid_final.csv`: `base62_string,codebook_lv1,codebook_lv2,...`, codes from 0. The
 * first column holds the item ids as they are; FORGE's own are base62.
 */
export function writeColumnsCsv({ itemIds, sids }: ItemSids): string {
  return csv(
    ['base62_string', ...sids.codes.map((_, l) => `codebook_lv${l + 1}`)],
    itemIds.map((id, row) => [csvField(id), ...sids.codes.map((codes) => String(codes[row]!))]),
  );
}

function csv(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return `${[header, ...rows].map((cells) => cells.join(',')).join('\n')}\n`;
}

/** RFC 4180: in quotes where the text would be misread without; quotes are doubled. */
export function csvField(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
