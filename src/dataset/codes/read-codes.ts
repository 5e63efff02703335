import type { Vector } from 'apache-arrow';
import { textAt } from '../arrow-text';
import { openNpy, readNpyRows } from '../formats/npy';
import { sniffFormat } from '../formats/sniff';
import { parquetSource } from '../parquet-source';
import { Problem, throwIfCancelled } from '../../problem';

/** Far more than any codebook: a file with larger numbers holds something else. */
const MAX_CODES = 2 ** 24;

/** Items of a file of codes. */
export interface CodedItems {
  readonly ids: readonly string[];
  readonly sids: {
    readonly rows: number;
    /** Of a level its largest code and one. */
    readonly codebookSizes: readonly number[];
    /** One array a level. */
    readonly codes: readonly Uint32Array[];
  };
}

/**
 * Reads SIDs that were written: `items.parquet` (`item_id, c1..cL`), or `codes.npy` (integers, [N][L],
 * whose items go by their row numbers). Throws `CODES_FILE` and the problems of opening a file.
 */
export async function readCodes(file: File, signal?: AbortSignal): Promise<CodedItems> {
  const format = await sniffFormat(file);
  if (format === 'parquet') return readParquetCodes(file, signal);
  if (format === 'npy') return readNpyCodes(file);
  throw notCodes(file.name, `is of the format ${format}`);
}

async function readNpyCodes(file: File): Promise<CodedItems> {
  const array = await openNpy(file, file.name);
  const [rows = 0, levels = 0, ...more] = array.header.shape;
  const { kind } = array.header;
  if (more.length > 0 || levels === 0 || (kind !== 'i' && kind !== 'u')) {
    throw notCodes(file.name, `is ${kind}${array.header.shape.join(' x ')}`);
  }
  const read = await readNpyRows(array, 0, rows);
  const values = Array.from(read.values, Number);
  const columns = Array.from({ length: levels }, (_, l) =>
    Array.from({ length: rows }, (_row, row) => values[row * levels + l]!),
  );
  const ids = Array.from({ length: rows }, (_, row) => String(row));
  return { ids, sids: sidsOf(file.name, columns) };
}

async function readParquetCodes(file: File, signal?: AbortSignal): Promise<CodedItems> {
  const source = await parquetSource(file);
  const names = new Set(source.columns.map(({ name }) => name));
  const levels: string[] = [];
  while (names.has(`c${levels.length + 1}`)) levels.push(`c${levels.length + 1}`);
  if (!names.has('item_id') || levels.length === 0) {
    throw notCodes(file.name, `has the columns ${[...names].join(', ')}`);
  }
  const ids: string[] = [];
  const columns = levels.map((): number[] => []);
  for await (const { batch } of source.batches(['item_id', ...levels], null, signal)) {
    throwIfCancelled(signal);
    const rows = Uint32Array.from({ length: batch.numRows }, (_, row) => row);
    for (const id of textAt(batch.getChild('item_id'), rows)) ids.push(id);
    levels.forEach((name, l) => {
      const column = batch.getChild(name) as Vector;
      for (const row of rows) columns[l]!.push(Number(column.get(row)));
    });
  }
  return { ids, sids: sidsOf(file.name, columns) };
}

function sidsOf(name: string, columns: readonly (readonly number[])[]): CodedItems['sids'] {
  const rows = columns[0]?.length ?? 0;
  if (rows === 0) throw notCodes(name, 'holds no item');
  const isCode = (code: number) => Number.isInteger(code) && code >= 0 && code < MAX_CODES;
  for (const [l, column] of columns.entries()) {
    const wrong = column.findIndex((code) => !isCode(code));
    if (wrong < 0) continue;
    throw notCodes(name, `has ${String(column[wrong])} at level ${l + 1} of row ${wrong}`);
  }
  return {
    rows,
    codebookSizes: columns.map(
      (column) => column.reduce((top, code) => Math.max(top, code), 0) + 1,
    ),
    codes: columns.map((column) => Uint32Array.from(column)),
  };
}

function notCodes(name: string, what: string): Problem {
  return new Problem(
    'CODES_FILE',
    `${name} holds no codes of items: it ${what}.`,
    'Give the items.parquet (item_id, c1, c2, ...) or the codes.npy (integers, N x L) of a run.',
  );
}
