import { Field, List, Table, Utf8, Vector, makeData } from 'apache-arrow';
import { Problem } from '../../problem';
import type { HistoryFile } from '../histories/types';
import { csvField } from '../../sid/notations/csv';
import { utf8Vector } from '../utf8-vector';

export type HistoryFormat = 'jsonl' | 'parquet' | 'csv' | 'txt';

/**
 * User histories, oldest first: JSON lines or Parquet with `user_id` and `item_ids` (a list), CSV with an
 * interaction a row (`user_id,item_id,timestamp`, whose times are places, from 0), or S3-Rec text. Throws
 * `CONVERT_TEXT` for ids that S3-Rec text cannot hold.
 */
export async function writeHistories(
  format: HistoryFormat,
  histories: HistoryFile,
): Promise<Uint8Array | string> {
  switch (format) {
    case 'jsonl':
      return lines(histories, (user_id, item_ids) => JSON.stringify({ user_id, item_ids }));
    case 'csv': {
      const rows = lines(histories, (user, items) =>
        items.map((item, at) => `${csvField(user)},${csvField(item)},${at}`).join('\n'),
      );
      return `user_id,item_id,timestamp\n${rows}`;
    }
    case 'txt':
      return lines(histories, (user, items) => [user, ...items].map(wholeWord).join(' '));
    case 'parquet':
      return historiesParquet(histories);
  }
}

function itemsOf({ starts, items, itemIds }: HistoryFile, user: number): string[] {
  return Array.from(items.subarray(starts[user], starts[user + 1]), (item) => itemIds[item]!);
}

function lines(
  histories: HistoryFile,
  line: (user: string, items: readonly string[]) => string,
): string {
  const all = histories.users.map((user, at) => line(user, itemsOf(histories, at)));
  return `${all.join('\n')}\n`;
}

async function historiesParquet(histories: HistoryFile): Promise<Uint8Array> {
  const { users, starts, items, itemIds } = histories;
  const child = utf8Vector(Array.from(items, (item) => itemIds[item]!)).data[0]!;
  const lists = makeData({
    type: new List(new Field('element', new Utf8(), false)),
    length: users.length,
    valueOffsets: Int32Array.from(starts),
    child,
  });
  const { encodeParquet } = await import('../formats/parquet-wasm');
  return encodeParquet(new Table({ user_id: utf8Vector(users), item_ids: new Vector([lists]) }));
}

/** S3-Rec's ids are numbers apart by blanks; ours may be any word of digits. */
function wholeWord(id: string): string {
  if (/^\d+$/.test(id)) return id;
  throw new Problem(
    'CONVERT_TEXT',
    `S3-Rec text holds ids that are whole numbers, and ${JSON.stringify(id)} is none.`,
    'Write JSON lines, CSV or Parquet.',
  );
}
