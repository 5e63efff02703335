import type { DataType, Vector } from 'apache-arrow';
import { valueText } from '../arrow-text';
import { throwIfCancelled, Problem } from '../../problem';
import { sniffFormat } from '../formats/sniff';
import { openSource } from '../open-source';
import type { ShardSource } from '../source';
import { guessVectorColumn } from '../text/text-columns';
import { Unreadable, textBlocks } from '../text/text-blocks';
import { textFormat, type TextFormat } from '../text/text-format';
import { cellText, type TableHead } from './code-layout';

/** A table of any format, read row by row. */
export interface CodeTable extends TableHead {
  /** Columns that hold vectors, or look so. */
  readonly vectors: readonly string[];
  /** The named columns' values of every row, in that order. Throws `CODES_ROW` for a broken record. */
  rows(names: readonly string[], signal?: AbortSignal): AsyncGenerator<readonly unknown[]>;
}

/** Parquet, Arrow, CSV, TSV or JSON lines as rows; null for NumPy files. Throws what opening throws. */
export async function openCodeTable(file: File): Promise<CodeTable | null> {
  const format = await sniffFormat(file);
  if (format === 'npy' || format === 'npz') return null;
  if (format === 'parquet' || format === 'arrow') return arrowTable(await openSource(file));
  return textTable(file, await textFormat(file, format));
}

function arrowTable(source: ShardSource): CodeTable {
  const kinds = new Map(source.columns.map(({ name, kind }) => [name, kind]));
  const first = source.preview[0];
  return {
    names: [...kinds.keys()],
    example: (name): unknown =>
      first && first.numRows > 0 ? first.getChild(name)?.get(0) : undefined,
    isList: (name) => kinds.get(name) === 'list',
    vectors: [...kinds.keys()].filter((name) => kinds.get(name) === 'vector'),
    async *rows(names, signal) {
      for await (const { batch } of source.batches(names, null, signal)) {
        throwIfCancelled(signal);
        const columns = names.map((name) => batch.getChild(name));
        for (let row = 0; row < batch.numRows; row++) {
          yield columns.map((column) => arrowValue(column, row));
        }
      }
    },
  };
}

/** Numbers and texts as they are, lists as arrays of them, anything else as text. */
function arrowValue(column: Vector | null, row: number): unknown {
  const value: unknown = column?.get(row) ?? null;
  if (value === null || typeof value !== 'object') return value;
  if (Symbol.iterator in value && !(value instanceof Uint8Array)) {
    return [...(value as Iterable<unknown>)];
  }
  return valueText(value, column?.type as DataType);
}

function textTable(file: File, format: TextFormat): CodeTable {
  const { names, example } = format;
  const valueOf = (name: string) => example[names.indexOf(name)];
  return {
    names,
    example: valueOf,
    isList: (name) => Array.isArray(valueOf(name)),
    vectors: names.filter((name) => guessVectorColumn(name, [valueOf(name)]) !== null),
    async *rows(wanted, signal) {
      const places = wanted.map((name) => names.indexOf(name));
      let record = -format.headers;
      for await (const block of textBlocks(file, format.parse, signal)) {
        for (const one of block.records) {
          if (record++ < 0) continue;
          const values = format.valuesOf(one);
          if (values instanceof Unreadable) throw broken(file.name, record - 1, values.why);
          yield places.map((place) => values[place]);
        }
      }
    },
  };
}

/** The id in a cell. Whole numbers beyond 2^53 were refused as the record was read. */
export function idOf(value: unknown): string {
  return typeof value === 'string' ? value : cellText(value);
}

function broken(name: string, row: number, why: string): Problem {
  return new Problem(
    'CODES_ROW',
    `Row ${row} of ${name} (rows count from 0, after the header) cannot be read: ${why}.`,
    'Repair or remove the row. A SID with commas stands in quotes in a CSV file.',
  );
}
