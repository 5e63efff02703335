import { DataType, type Field, type RecordBatch, type Vector } from 'apache-arrow';
import { itemTypeOf, kindOf } from './arrow-types';

/** Components shown of a vector. */
const SHOWN_COMPONENTS = 3;
const SHOWN_DIGITS = 3;
export const LIST_SEPARATOR = ' | ';

/** One value as text. null is empty; list entries are joined by ` | `; integers are exact. */
export function valueText(value: unknown, type: DataType): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number') {
    if (DataType.isTimestamp(type)) return new Date(value).toISOString();
    if (DataType.isDate(type)) return new Date(value).toISOString().slice(0, 10);
    return String(value);
  }
  if (typeof value === 'bigint' || typeof value === 'boolean') return String(value);
  if (DataType.isDecimal(type) && value instanceof Uint32Array) {
    return decimalText(value, type.scale);
  }
  const item = itemTypeOf(type);
  if (item) {
    return [...(value as Iterable<unknown>)]
      .map((entry) => valueText(entry, item))
      .join(LIST_SEPARATOR);
  }
  if (value instanceof Uint8Array) return `${String(value.length)} bytes`;
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'bigint' ? String(part) : part,
  );
}

/** Arrow keeps a decimal as a little-endian two's complement integer, scaled. */
function decimalText(words: Uint32Array, scale: number): string {
  const unsigned = words.reduceRight((sum, word) => (sum << 32n) | BigInt(word), 0n);
  const value = BigInt.asIntN(words.length * 32, unsigned);
  const digits = String(value < 0n ? -value : value).padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  const text = scale > 0 ? `${whole}.${digits.slice(digits.length - scale)}` : whole;
  return value < 0n ? `-${text}` : text;
}

/** A vector's first components and its length: `0.12, -0.3, 0.05, … (128)`. */
function vectorText(vector: Iterable<number | null> | null): string {
  if (!vector) return '';
  const values = [...vector];
  const shown = values
    .slice(0, SHOWN_COMPONENTS)
    .map((value) => (value === null ? 'null' : String(Number(value.toPrecision(SHOWN_DIGITS)))));
  const more = values.length > SHOWN_COMPONENTS ? ', …' : '';
  return `${shown.join(', ')}${more} (${String(values.length)})`;
}

/** Rows as text, by column name. Vectors are abbreviated. */
export function previewRows(batches: readonly RecordBatch[]): Record<string, string>[] {
  return batches.flatMap((batch) =>
    Array.from({ length: batch.numRows }, (_, row) => rowText(batch, row)),
  );
}

function rowText(batch: RecordBatch, row: number): Record<string, string> {
  const cells = (batch.schema.fields as Field<DataType>[]).map(({ name, type }) => {
    const value: unknown = batch.getChild(name)?.get(row);
    const text =
      kindOf(type) === 'vector'
        ? vectorText(value as Iterable<number | null> | null)
        : valueText(value, type);
    return [name, text];
  });
  return Object.fromEntries(cells) as Record<string, string>;
}

/** The text of a batch's column at some of its rows; empty for a missing column. */
export function textAt(column: Vector | null, rows: Iterable<number>): string[] {
  if (!column) return [];
  return Array.from(rows, (row) => valueText(column.get(row), column.type as DataType));
}
