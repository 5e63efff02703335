import { Problem } from '../../problem';
import { openNpy } from '../formats/npy';
import { sniffFormat } from '../formats/sniff';
import { codeLayoutOf, type CodeLayout } from './code-layout';
import { openCodeTable, type CodeTable } from './code-table';
import { readSampleCodes, samplesOf } from './forge-samples';
import { holdsIndex, readIndexCodes } from './index-codes';
import { mayHoldCodes, readNpyCodes } from './npy-codes';
import { readTableCodes } from './table-codes';
import type { CodedItems, CodesOptions } from './types';

/** Without what files beside it tell. */
type ReadItems = Omit<CodedItems, 'name' | 'titles' | 'categories' | 'seen'> &
  Partial<Pick<CodedItems, 'titles' | 'seen'>>;

interface CodesReader {
  readonly read: (options: CodesOptions, signal?: AbortSignal) => Promise<ReadItems>;
  /** The file is first of all a shard of vectors, which carries codes beside them. */
  readonly isShard: boolean;
}

/** How the file's SIDs are read, told by its content; null where it holds none. Throws what opening throws. */
async function codesReader(file: File): Promise<CodesReader | null> {
  const only = (read: CodesReader['read']): CodesReader => ({ read, isShard: false });
  if ((await sniffFormat(file)) === 'npy') {
    const array = await openNpy(file, file.name);
    return mayHoldCodes(array) ? only((options) => readNpyCodes(array, options)) : null;
  }
  if (await holdsIndex(file)) return only((options) => readIndexCodes(file, options));
  const table = await openCodeTable(file);
  if (!table) return null;
  const samples = samplesOf(table);
  if (samples) return only((options, signal) => readSampleCodes(samples, options, signal));
  const layout = codeLayoutOf(table);
  if (!layout) return null;
  return {
    read: (options, signal) => readTableCodes(table, layout, options, signal),
    isShard: hasVectors(table, layout),
  };
}

/** A text of tokens or an id may look like base64 by chance. */
function hasVectors({ vectors }: CodeTable, { id, codes }: CodeLayout): boolean {
  const own = [id, ...(codes.kind === 'columns' ? codes.names : [codes.name])];
  return vectors.some((name) => !own.includes(name));
}

/** Whether a file holds SIDs of items and no vectors. One that cannot be read is left to whoever opens it. */
export async function holdsCodes(file: File): Promise<boolean> {
  const reader = await codesReader(file).catch(() => null);
  return reader !== null && !reader.isShard;
}

/**
 * Reads SIDs that were written: `items.parquet`, `codes.npy`, and what other tools write (docs: the
 * catalogue of notations), told by content. Throws `CODES_FILE`, `CODES_NOTATION`, the problems of
 * opening a file, of its rows (`CODES_ROW`, `CODES_JSON`) and of its SIDs (`SID_SYNTAX`, `SID_LEVELS`,
 * `SID_RANGE`, `SID_OFFSET`, `SID_ITEM_TWICE`), which name the first bad row.
 */
export async function readCodes(
  file: File,
  options: CodesOptions = {},
  signal?: AbortSignal,
): Promise<CodedItems> {
  const reader = await codesReader(file);
  if (!reader) throw notCodes(file.name);
  const items = await reader.read(options, signal);
  if (items.ids.length === 0) {
    throw new Problem(
      'CODES_FILE',
      items.blank > 0
        ? `All ${items.blank} rows of ${file.name} lack a code.`
        : `${file.name} holds no item.`,
      'Give a file with at least one item and its codes.',
    );
  }
  if (options.from !== undefined && options.from !== items.notation) {
    throw new Problem(
      'CODES_NOTATION',
      `${file.name} is in the notation ${items.notation}, not ${options.from}.`,
      `Say ${items.notation}, or nothing.`,
    );
  }
  return { name: file.name, seen: null, titles: [], categories: [], ...items };
}

function notCodes(name: string): Problem {
  return new Problem(
    'CODES_FILE',
    `${name} holds no Semantic IDs of items: neither whole numbers in an .npy of items x levels, nor an index.json, nor a table with codes, c1, c2, … or SID.`,
    'Give the items.parquet or codes.npy of a run, or SIDs as FORGE, LC-Rec, OpenOneRec, TorchEasyRec or GRID write them.',
  );
}
