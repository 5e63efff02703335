import {
  Field,
  FixedSizeList,
  Float32,
  Float64,
  Int64,
  RecordBatch,
  Schema,
  Struct,
  Utf8,
  makeData,
  type Data,
  type DataType,
} from 'apache-arrow';
import { LIST_SEPARATOR } from '../arrow-text';
import { utf8Vector } from '../utf8-vector';
import { decodeVector, isMissing, isVector, type TextColumn } from './text-columns';

export function textField(column: TextColumn): Field<DataType> {
  return new Field(column.name, typeOf(column), !isVector(column));
}

function typeOf(column: TextColumn): DataType {
  if (isVector(column)) {
    return listOf(column.dim);
  }
  if (column.type === 'text') return new Utf8();
  return column.type === 'int64' ? new Int64() : new Float64();
}

function listOf(dim: number): FixedSizeList<Float32> {
  return new FixedSizeList(dim, new Field('item', new Float32(), false));
}

/** Rows of values (`rows[row][column]`) as Arrow. Vectors must be of the column's dim. */
export function textBatch(
  columns: readonly TextColumn[],
  rows: readonly (readonly unknown[])[],
): RecordBatch {
  const fields = columns.map(textField);
  const children = columns.map((column, index) =>
    columnData(
      column,
      rows.map((row) => row[index]),
    ),
  );
  const data = makeData({ type: new Struct(fields), length: rows.length, children });
  return new RecordBatch(new Schema(fields), data);
}

function columnData(column: TextColumn, values: readonly unknown[]): Data {
  const length = values.length;
  if (column.type === 'text') return utf8Vector(values.map(textOf)).data[0]!;
  if (isVector(column)) {
    const { dim, encoding } = column;
    const flat = new Float32Array(length * dim);
    values.forEach((value, row) => flat.set(decodeVector(value, encoding) ?? [], row * dim));
    const child = makeData({ type: new Float32(), length: flat.length, data: flat });
    return makeData({ type: listOf(dim), length, child });
  }
  const nullBitmap = new Uint8Array(Math.ceil(length / 8));
  let nullCount = 0;
  values.forEach((value, row) => {
    if (isMissing(value)) nullCount += 1;
    else nullBitmap[row >> 3]! |= 1 << (row & 7);
  });
  const present = { length, nullCount, nullBitmap };
  const or = <T>(value: unknown, make: (value: string) => T, none: T) =>
    isMissing(value) ? none : make(String(value));
  if (column.type === 'int64') {
    const data = BigInt64Array.from(values, (value) => or(value, BigInt, 0n));
    return makeData({ type: new Int64(), ...present, data });
  }
  const data = Float64Array.from(values, (value) => or(value, Number, 0));
  return makeData({ type: new Float64(), ...present, data });
}

/** Lists of JSON as text, their entries parted as those of Parquet are. */
function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(entryText).join(LIST_SEPARATOR);
  return entryText(value);
}

function entryText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  try {
    return JSON.stringify(value);
  } catch {
    // Thousands of brackets within each other: JSON.parse can take them, JSON.stringify cannot.
    return '(nested too deeply to show)';
  }
}
