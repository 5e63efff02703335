import { PREVIEW_ROWS } from '../source';
import type { SkippedRows } from '../types';
import { base64Dim } from './base64-vector';
import { Unreadable, isReadable, type TextBlock, type TextRecord } from './text-blocks';
import {
  decodeVector,
  guessVectorColumn,
  isMissing,
  wider,
  type ScalarType,
  type TextColumn,
  type VectorColumn,
} from './text-columns';
import type { TextFormat } from './text-format';

/** Records that decide which columns hold vectors. */
const SAMPLED_RECORDS = 1000;
/** Skipped records that are named. */
const NAMED_RECORDS = 5;

/** Where rows stand in the file. */
interface RowBlock {
  readonly start: number;
  readonly end: number;
  readonly firstRow: number;
  readonly rows: number;
}

/** What one pass over a file of text tells: types, where rows stand, what had to be skipped. */
export class TextSurvey {
  readonly blocks: RowBlock[] = [];
  /** The values of the first rows. */
  readonly head: (readonly unknown[])[] = [];
  rows = 0;
  readonly #types: (ScalarType | null)[];
  readonly #examples: string[] = [];
  #skipped = 0;
  /** Records so far, skipped ones too, the header not. */
  #records = 0;
  #vectors: readonly (VectorColumn | null)[] | null = null;

  constructor(private readonly format: TextFormat) {
    this.#types = format.names.map(() => null);
  }

  get skipped(): SkippedRows {
    return { rows: this.#skipped, examples: this.#examples };
  }

  add({ start, end, records }: TextBlock): void {
    const data = records.slice(this.blocks.length === 0 ? this.format.headers : 0);
    this.#vectors ??= this.#guessVectors(data);
    const firstRow = this.rows;
    for (const record of data) {
      this.#records += 1;
      const values = this.read(record);
      if (values instanceof Unreadable) this.#skip(values.why);
      else this.#take(values);
    }
    this.blocks.push({ start, end, firstRow, rows: this.rows - firstRow });
  }

  /** The record's values, or why it is skipped: the same in every pass. */
  read(record: TextRecord): readonly unknown[] | Unreadable {
    const values = this.format.valuesOf(record);
    if (values instanceof Unreadable) return values;
    for (const [index, column] of (this.#vectors ?? []).entries()) {
      const why = column && misfit(column, values[index]);
      if (why) return new Unreadable(why);
    }
    return values;
  }

  columns(): TextColumn[] {
    return this.format.names.map(
      (name, index) => this.#vectors?.[index] ?? { name, type: this.#types[index] ?? 'text' },
    );
  }

  #guessVectors(records: readonly TextRecord[]): (VectorColumn | null)[] {
    const sampled = records.slice(0, SAMPLED_RECORDS).map((record) => this.format.valuesOf(record));
    const good = sampled.filter(isReadable);
    return this.format.names.map((name, index) =>
      guessVectorColumn(
        name,
        good.map((values) => values[index]),
      ),
    );
  }

  #take(values: readonly unknown[]): void {
    if (this.head.length < PREVIEW_ROWS) this.head.push(values);
    this.rows += 1;
    for (const [index, before] of this.#types.entries()) {
      const value = values[index];
      if (before === 'text' || isMissing(value) || this.#vectors?.[index]) continue;
      const type = this.format.typeOf(value);
      this.#types[index] = before === null ? type : wider(before, type);
    }
  }

  #skip(why: string): void {
    this.#skipped += 1;
    if (this.#examples.length < NAMED_RECORDS) {
      this.#examples.push(`record ${this.#records}: ${why}`);
    }
  }
}

/** Why a cell does not fit its vector column; null if it does. */
function misfit({ name, encoding, dim }: VectorColumn, value: unknown): string | null {
  if (isMissing(value)) return `it has no ${name}`;
  // Text that is base64 at all always decodes, so it need not be decoded to be counted.
  const isText = encoding === 'base64' && typeof value === 'string';
  const found = isText ? base64Dim(value) : (decodeVector(value, encoding)?.length ?? null);
  if (found === null) {
    const what = encoding === 'base64' ? 'base64 of whole float32' : 'a list of numbers';
    return `its ${name} is not ${what}`;
  }
  return found === dim ? null : `its ${name} has ${found} components, not ${dim}`;
}
