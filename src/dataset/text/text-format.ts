import { Problem } from '../../problem';
import { csvParser } from './parse-csv';
import { parseJsonLines } from './parse-json-lines';
import { textBlocks, Unreadable, type ParseText, type TextRecord } from './text-blocks';
import { typeOfJson, typeOfText, type ScalarType } from './text-columns';

/** How a file of text is read, its columns' names included. */
export interface TextFormat {
  readonly parse: ParseText;
  readonly names: readonly string[];
  /** The values of the first row; empty where there is none. */
  readonly example: readonly unknown[];
  /** Records before the first row: the header of CSV. */
  readonly headers: number;
  readonly typeOf: (value: unknown) => ScalarType;
  /** The values of a record, one a name; or why it has none. */
  readonly valuesOf: (record: TextRecord) => readonly unknown[] | Unreadable;
}

export type TextKind = 'csv' | 'tsv' | 'jsonl';

/** A header cell is a name: a longer one is data. */
const MAX_NAME = 200;
/** More are ids or words that stand as names, as in one JSON object of id: vector. */
const MAX_COLUMNS = 5000;

/**
 * Comma- or tab-separated values with a header, or JSON lines, whose columns are the names of the
 * first block's objects; types that RecBole writes behind names are left out. Throws `TEXT_HEADER`, `TEXT_COLUMNS`, and the problems of
 * `textBlocks`.
 */
export async function textFormat(file: File, kind: TextKind): Promise<TextFormat> {
  const parse = kind === 'jsonl' ? parseJsonLines : csvParser(kind === 'tsv' ? '\t' : ',');
  const blocks = textBlocks(file, parse);
  const first = await blocks.next();
  await blocks.return(undefined);
  const records = first.done ? [] : first.value.records;
  const format = kind === 'jsonl' ? jsonLines(file.name, records) : table(file.name, records);
  const values = format.valuesOf(records[format.headers] ?? new Unreadable('there is none'));
  return { ...format, parse, example: values instanceof Unreadable ? [] : values };
}

type Described = Omit<TextFormat, 'parse' | 'example'>;

function table(file: string, records: readonly TextRecord[]): Described {
  const names = headerNames(file, records[0]);
  return {
    names,
    headers: 1,
    typeOf: (value) => typeOfText(String(value)),
    valuesOf: (record) => {
      if (record instanceof Unreadable) return record;
      const cells = record as readonly string[];
      if (cells.length === names.length) return cells;
      return new Unreadable(`it has ${cells.length} cells, the header has ${names.length}`);
    },
  };
}

function jsonLines(file: string, records: readonly TextRecord[]): Described {
  const seen = new Set<string>();
  for (const record of records) {
    if (!(record instanceof Unreadable)) for (const name of Object.keys(record)) seen.add(name);
  }
  const names = [...seen];
  checkColumns(file, names);
  return {
    names,
    headers: 0,
    typeOf: typeOfJson,
    valuesOf: (record) => {
      if (record instanceof Unreadable) return record;
      const object = record as Readonly<Record<string, unknown>>;
      return names.map((name) => object[name]);
    },
  };
}

/** An index without a name, as pandas writes it, gets one; of equal names the later get numbers. */
function headerNames(file: string, header: TextRecord | undefined): string[] {
  if (!header || header instanceof Unreadable) throw noHeader(file, 'it has no first line');
  const cells = header as readonly string[];
  const data = cells.find((cell) => cell.length > MAX_NAME || /^[[{]|^-?\d+(\.\d+)?$/.test(cell));
  if (data !== undefined) {
    throw noHeader(
      file,
      `its first line holds ${JSON.stringify(data.slice(0, 40))}, which is data`,
    );
  }
  checkColumns(file, cells);
  const names = new Set<string>();
  for (const cell of untyped(cells)) {
    const base = cell.trim() || 'column';
    let name = base;
    for (let count = 2; names.has(name); count++) name = `${base}_${count}`;
    names.add(name);
  }
  return [...names];
}

/** RecBole writes types behind all names: `user_id:token`. */
function untyped(cells: readonly string[]): readonly string[] {
  const names = cells.map(
    (cell) => /^\s*(.+):(?:token|float)(?:_seq)?\s*$/.exec(cell)?.[1] ?? null,
  );
  return names.every((name) => name !== null) ? names : cells;
}

function checkColumns(file: string, names: readonly string[]): void {
  if (names.length <= MAX_COLUMNS) return;
  throw new Problem(
    'TEXT_COLUMNS',
    `${file} has ${names.length.toLocaleString('en-US')} columns (${names.slice(0, 3).join(', ').slice(0, 80)}, …); up to ${MAX_COLUMNS.toLocaleString('en-US')} are read.`,
    'Write an item a line, its vector as one list: {"item_id": 1, "embedding": [0.1, 0.2]}.',
  );
}

function noHeader(file: string, why: string): Problem {
  return new Problem(
    'TEXT_HEADER',
    `${file} has no header: ${why}.`,
    'Write the names of the columns into the first line, e.g. pandas DataFrame.to_csv(index=False).',
  );
}
