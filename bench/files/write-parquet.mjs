import { open } from 'node:fs/promises';
import { ReadableStream } from 'node:stream/web';
import { Field, Float32, Int64, List, Table, Vector, makeData, tableToIPC } from 'apache-arrow';
import { Utf8, vectorFromArray } from 'apache-arrow';
import {
  Compression,
  Table as WasmTable,
  WriterPropertiesBuilder,
  transformParquetStream,
} from 'parquet-wasm/node';
import { vectorBlocks } from './vector-blocks.mjs';

const FIRST_ID = 10_000_000_000n;

/** A Parquet file of `item_id` int64, `title` and `embedding` list<float32>, Snappy, as pandas writes it. */
export async function writeParquet(path, { rows, dim, groupRows }) {
  const properties = new WriterPropertiesBuilder()
    .setCompression(Compression.SNAPPY)
    .setMaxRowGroupSize(groupRows)
    .build();
  const stream = await transformParquetStream(ReadableStream.from(batches(rows, dim)), properties);
  const file = await open(path, 'w');
  try {
    for await (const bytes of stream) await file.write(bytes);
  } finally {
    await file.close();
  }
}

function* batches(rows, dim) {
  let firstRow = 0;
  for (const vectors of vectorBlocks(rows, dim)) {
    const table = itemsTable(firstRow, dim, vectors);
    yield* WasmTable.fromIPCStream(tableToIPC(table, 'stream')).recordBatches();
    firstRow += vectors.length / dim;
  }
}

function itemsTable(firstRow, dim, vectors) {
  const rows = vectors.length / dim;
  const numbers = Array.from({ length: rows }, (_, row) => firstRow + row);
  const list = makeData({
    type: new List(new Field('item', new Float32(), true)),
    length: rows,
    valueOffsets: Int32Array.from({ length: rows + 1 }, (_, row) => row * dim),
    child: makeData({ type: new Float32(), length: vectors.length, data: vectors }),
  });
  return new Table({
    item_id: vectorFromArray(
      numbers.map((row) => FIRST_ID + BigInt(row)),
      new Int64(),
    ),
    title: vectorFromArray(
      numbers.map((row) => `Item number ${row}`),
      new Utf8(),
    ),
    embedding: new Vector([list]),
  });
}
