import { openSamples, readSampleHistories } from '../codes/forge-samples';
import { sniffFormat } from '../formats/sniff';
import { openSource } from '../open-source';
import { Problem } from '../../problem';
import { guessVectorColumn } from '../text/text-columns';
import { textFormat } from '../text/text-format';
import { guessHistoryColumns, historyColumnsOf } from './history-columns';
import { readHistoryColumns } from './read-columns';
import { noColumns, readJsonLines, readTextLines } from './read-lines';
import type { HistoryFile } from './types';

/**
 * Whether a file holds user histories and not items: a table with users and without vectors, or
 * S3-Rec text. A file that cannot be read is left to whoever opens it to explain.
 */
export async function holdsHistories(file: File): Promise<boolean> {
  if (await isSequences(file)) return true;
  try {
    const format = await sniffFormat(file);
    if (format === 'npz' || format === 'npy') return false;
    if (format === 'parquet' || format === 'arrow') {
      return historyColumnsOf((await openSource(file)).columns) !== null;
    }
    const { names, example } = await textFormat(file, format);
    if (names.some((name, at) => guessVectorColumn(name, [example[at]]))) return false;
    return (
      guessHistoryColumns(names, (name) => Array.isArray(example[names.indexOf(name)])) !== null
    );
  } catch {
    return false;
  }
}

/** Reads Parquet, Arrow, CSV, TSV, JSON lines, S3-Rec text or FORGE's training samples. Throws a Problem; see the readers. */
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
  if (await isSequences(file)) return readTextLines(file, signal);
  const samples = await openSamples(file);
  if (samples) return readSampleHistories(samples, file.name, signal);
  if ((await sniffFormat(file)) === 'jsonl') return readJsonLines(file, signal);
  const source = await openSource(file, { signal });
  const columns = historyColumnsOf(source.columns);
  if (columns) return readHistoryColumns(source, columns, signal);
  throw noColumns(
    file.name,
    source.columns.map(({ name }) => name),
  );
}

/** S3-Rec text, whose lines are numbers parted by blanks. */
async function isSequences(file: File): Promise<boolean> {
  const head = (await file.slice(0, 64).text()).trimStart();
  return /^\d+[ \t]+\d+/.test(head) && /\.(txt|inter)$/i.test(file.name);
}
