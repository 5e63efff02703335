import { sniffFormat } from '../formats/sniff';
import { parquetSource } from '../parquet-source';
import { Problem } from '../../problem';
import { historyColumnsOf } from './history-columns';
import { readParquetHistories } from './read-parquet';
import { noColumns, readJsonLines, readTextLines } from './read-lines';
import type { HistoryFile } from './types';

/**
 * Whether a file holds user histories and not items: text that no shard has, or Parquet with users
 * and without vectors. A file that cannot be read is left to whoever opens it to explain.
 */
export async function holdsHistories(file: File): Promise<boolean> {
  const text = await firstText(file);
  if (text !== null) return true;
  try {
    if ((await sniffFormat(file)) !== 'parquet') return false;
    return historyColumnsOf((await parquetSource(file)).columns) !== null;
  } catch {
    return false;
  }
}

/** Reads Parquet, JSON lines or S3-Rec text. Throws a Problem; see the readers. */
export async function openHistories(file: File, signal?: AbortSignal): Promise<HistoryFile> {
  const histories = await readFile(file, signal);
  if (histories.items.length > 0) return histories;
  throw new Problem(
    'HISTORY_EMPTY',
    `${file.name} holds no interaction.`,
    'Open a file with at least one user and one item.',
  );
}

async function readFile(file: File, signal?: AbortSignal): Promise<HistoryFile> {
  const text = await firstText(file);
  if (text !== null) {
    return text.startsWith('{') ? readJsonLines(file, signal) : readTextLines(file, signal);
  }
  if ((await sniffFormat(file)) !== 'parquet') throw noColumns(file.name, []);
  const source = await parquetSource(file);
  const columns = historyColumnsOf(source.columns);
  if (!columns) {
    throw noColumns(
      file.name,
      source.columns.map(({ name }) => name),
    );
  }
  return readParquetHistories(source, columns, signal);
}

/** The beginning of a file of JSON lines or S3-Rec text; null for any other. */
async function firstText(file: File): Promise<string | null> {
  const head = (await file.slice(0, 64).text()).trimStart();
  const isJson = head.startsWith('{');
  const isSequence = /^\d+[ \t]+\d+/.test(head) && /\.(txt|inter)$/i.test(file.name);
  return isJson || isSequence ? head : null;
}
