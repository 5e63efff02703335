import type { Float16 } from 'apache-arrow';
import {
  Field,
  FixedSizeList,
  Float32,
  Float64,
  Int32,
  List,
  Table,
  Utf8,
  Vector,
  makeData,
  tableToIPC,
  vectorFromArray,
  type Data,
} from 'apache-arrow';
import initParquet, {
  Table as WasmTable,
  WriterPropertiesBuilder,
  writeParquet,
} from 'parquet-wasm/esm';
import wasmUrl from 'parquet-wasm/esm/parquet_wasm_bg.wasm?url';

/** A Parquet file of Arrow columns, with row groups of `groupRows`. */
export async function parquetFile(
  name: string,
  columns: Readonly<Record<string, Vector>>,
  groupRows = 1000,
): Promise<File> {
  await initParquet({ module_or_path: wasmUrl });
  const properties = new WriterPropertiesBuilder().setMaxRowGroupSize(groupRows).build();
  const table = WasmTable.fromIPCStream(tableToIPC(new Table({ ...columns }), 'stream'));
  return new File([writeParquet(table, properties) as Uint8Array<ArrayBuffer>], name);
}

type FloatType = Float16 | Float32 | Float64;

function floatData(type: FloatType, values: readonly number[]): Data<FloatType> {
  const vector = vectorFromArray(values, type);
  return vector.data[0] as Data<FloatType>;
}

/** A List column, one inner array a row (lengths may differ). */
export function listVector(type: FloatType, rows: readonly (readonly number[])[]): Vector {
  const valueOffsets = new Int32Array(rows.length + 1);
  rows.forEach((row, index) => (valueOffsets[index + 1] = valueOffsets[index]! + row.length));
  const list = new List(new Field('item', type as Float32, true));
  const child = floatData(type, rows.flat()) as Data<Float32>;
  return new Vector([makeData({ type: list, length: rows.length, valueOffsets, child })]);
}

/** A FixedSizeList column. */
export function fixedVector(type: FloatType, rows: readonly (readonly number[])[]): Vector {
  const list = new FixedSizeList(rows[0]!.length, new Field('item', type as Float32, true));
  const child = floatData(type, rows.flat()) as Data<Float32>;
  return new Vector([makeData({ type: list, length: rows.length, child })]);
}

export const texts = (values: readonly (string | null)[]) => vectorFromArray(values, new Utf8());
export const ints = (values: readonly number[]) => vectorFromArray(values, new Int32());
export const textLists = (rows: readonly (readonly string[])[]) =>
  vectorFromArray(rows, new List(new Field('item', new Utf8(), true)));

/** Row r of a small matrix whose components say where they are: 10 r + d. */
export const numberedRows = (rows: number, dim: number) =>
  Array.from({ length: rows }, (_, row) => Array.from({ length: dim }, (__, d) => row * 10 + d));

/** Ten items in row groups of four: ids 100.., titles, genres and two kinds of vectors. */
export function itemsFile(name = 'items.parquet'): Promise<File> {
  const rows = Array.from({ length: 10 }, (_, row) => row);
  return parquetFile(
    name,
    {
      item_id: ints(rows.map((row) => 100 + row)),
      title: texts(rows.map((row) => `Item ${row}`)),
      year: ints(rows.map((row) => 1990 + (row % 3))),
      genres: textLists(rows.map((row) => (row % 2 === 0 ? ['Drama', 'War'] : ['Comedy']))),
      text_embedding: listVector(new Float32(), numberedRows(10, 3)),
      behavior_embedding: fixedVector(new Float64(), numberedRows(10, 2)),
    },
    4,
  );
}

export async function truncated(file: File, bytes: number): Promise<File> {
  return new File([await file.slice(0, bytes).arrayBuffer()], file.name);
}
