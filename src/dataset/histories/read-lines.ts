import { Problem, throwIfCancelled } from '../../problem';
import { HistoryBuilder } from './history-builder';
import { guessHistoryColumns, type HistoryColumns } from './history-columns';
import { timeOf } from './time';
import type { HistoryFile } from './types';

/** A longer line is no line of histories: some million items. */
const MAX_LINE = 64 << 20;

/** Lines of a file, without their ends; read as a stream, so that a large file is never one string. */
async function* linesOf(file: File, signal?: AbortSignal): AsyncGenerator<string> {
  const reader = file.stream().pipeThrough(new TextDecoderStream()).getReader();
  let rest: string[] = [];
  let length = 0;
  let number = 0;
  for (;;) {
    throwIfCancelled(signal);
    const { done, value = '' } = await reader.read();
    rest.push(value);
    length += value.length;
    if (length > MAX_LINE) throw badLine(file.name, number + 1, 'it does not end');
    // Joined only at a line's end, as a long line comes in thousands of pieces.
    if (!done && !value.includes('\n')) continue;
    const lines = rest.join('').split(/\r?\n/);
    const last = done ? '' : (lines.pop() ?? '');
    rest = [last];
    length = last.length;
    number += lines.length;
    yield* lines;
    if (done) return;
  }
}

/**
 * JSON lines: `{"user_id": …, "item_ids": [oldest … newest]}`, or one interaction a line with
 * `user_id`, `item_id` and perhaps `timestamp`. Throws `HISTORY_LINE`, `HISTORY_COLUMNS`.
 */
export async function readJsonLines(file: File, signal?: AbortSignal): Promise<HistoryFile> {
  const builder = new HistoryBuilder();
  let columns: HistoryColumns | null = null;
  let number = 0;
  for await (const line of linesOf(file, signal)) {
    number += 1;
    if (line.trim() === '') continue;
    const entry = objectOf(line, file.name, number);
    columns ??= guessHistoryColumns(Object.keys(entry), (name) => Array.isArray(entry[name]));
    if (!columns) throw noColumns(file.name, Object.keys(entry));
    const user = idText(entry[columns.user], file.name, number);
    const items = entry[columns.item];
    if (columns.isList !== Array.isArray(items)) {
      throw badLine(file.name, number, `${columns.item} is not what it was in the lines before`);
    }
    if (Array.isArray(items)) {
      for (const item of items) builder.add(user, idText(item, file.name, number));
    } else {
      const time = columns.time === null ? 0 : timeOf(entry[columns.time]);
      builder.add(user, idText(items, file.name, number), time);
    }
  }
  return builder.build(file.name);
}

/** S3-Rec text: `user item item …`, oldest first, parted by blanks. Throws `HISTORY_LINE`. */
export async function readTextLines(file: File, signal?: AbortSignal): Promise<HistoryFile> {
  const builder = new HistoryBuilder();
  let number = 0;
  for await (const line of linesOf(file, signal)) {
    number += 1;
    const [user, ...items] = line.split(/\s+/).filter((part) => part !== '');
    if (user === undefined) continue;
    if (items.length === 0) throw badLine(file.name, number, 'it holds a user but no item');
    for (const item of items) builder.add(user, item);
  }
  return builder.build(file.name);
}

function objectOf(line: string, name: string, number: number): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw badLine(name, number, 'it is not JSON');
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  throw badLine(name, number, 'it is not a JSON object');
}

/** Whole numbers beyond 2^53 would match the wrong item, so they are refused. */
function idText(value: unknown, name: string, number: number): string {
  if (typeof value === 'string' && value !== '') return value;
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
  const why =
    typeof value === 'number'
      ? `${value} is no whole number up to 2^53; write it as text`
      : `${value === undefined ? 'a missing value' : JSON.stringify(value)} is no id`;
  throw badLine(name, number, why);
}

function badLine(name: string, number: number, why: string): Problem {
  return new Problem(
    'HISTORY_LINE',
    `Line ${number} of ${name} cannot be read: ${why}.`,
    'Repair or remove the line.',
  );
}

export function noColumns(name: string, columns: readonly string[]): Problem {
  return new Problem(
    'HISTORY_COLUMNS',
    `${name} is no file of user histories: its columns are ${columns.join(', ') || 'none'}.`,
    'Histories have user_id and item_ids (a list, oldest first), or user_id, item_id and timestamp.',
  );
}
