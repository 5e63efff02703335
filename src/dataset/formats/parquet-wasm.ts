import {
  tableFromIPC,
  tableToIPC,
  type DataType,
  type Field,
  type RecordBatch as ArrowBatch,
  type Schema as ArrowSchema,
  type Table as ArrowTable,
} from 'apache-arrow';
import initParquet, {
  Compression,
  ParquetFile,
  Table,
  WriterPropertiesBuilder,
  writeParquet,
  type RecordBatch,
  type RowGroupMetaData,
} from 'parquet-wasm/esm';
import wasmUrl from 'parquet-wasm/esm/parquet_wasm_bg.wasm?url';
import { Problem } from '../../problem';
import { withoutArrowSchema } from './parquet-footer';
import { watchedFile, type WatchedFile } from './parquet-panic';

/** The only file that touches parquet-wasm. Import it late: it brings 5 MB of WASM. */
const ready = initParquet({ module_or_path: wasmUrl });

export interface ParquetReader {
  readonly rows: number;
  readonly schema: ArrowSchema;
  readonly groups: readonly RowGroup[];
  /** Rows of one row group, some columns, in batches. */
  batches(group: number, columns: readonly string[]): AsyncGenerator<ArrowBatch>;
  /** The same as Arrow IPC, a stream a batch. */
  encoded(group: number, columns: readonly string[]): AsyncGenerator<Uint8Array<ArrayBuffer>>;
  /** The first rows of the file, all columns. */
  head(rows: number): Promise<ArrowBatch[]>;
}

export interface RowGroup {
  readonly firstRow: number;
  readonly rows: number;
  /** Of all columns, unpacked. */
  readonly bytes: number;
}

/** Rows decoded at a time: 4,096 x 1,024-d float32 are 16 MiB. */
const BATCH_ROWS = 4096;
/** The largest row group, uncompressed, that fits beside its copies in 4 GiB of WASM memory. */
const MAX_GROUP_BYTES = 2 ** 31 - 1;

/** Opens a Parquet file by its footer. Throws `FILE_DAMAGED` and `PARQUET_ROW_GROUP`. */
export async function openParquet(file: File): Promise<ParquetReader> {
  await ready;
  const watched = watchedFile(await withoutArrowSchema(file));
  const parquet = await readOnce(watched, ParquetFile.fromFile(watched.file));
  const { schema } = tableFromIPC(parquet.schema().intoIPCStream());
  const groups = rowGroups(file.name, parquet, schema);
  const last = groups.at(-1);
  const rows = last ? last.firstRow + last.rows : 0;

  async function* batches(group: number, columns: readonly string[]): AsyncGenerator<ArrowBatch> {
    for await (const ipc of encoded(group, columns)) yield* tableFromIPC(ipc).batches;
  }

  async function* encoded(
    group: number,
    columns: readonly string[],
  ): AsyncGenerator<Uint8Array<ArrayBuffer>> {
    const options = { rowGroups: [group], columns: [...columns], batchSize: BATCH_ROWS };
    const watch = watched.watch();
    try {
      const stream = await watch.read(parquet.stream(options));
      const reader = (stream as ReadableStream<RecordBatch>).getReader();
      try {
        for (;;) {
          const { done, value } = await watch.read(reader.read());
          if (done) return;
          yield value.intoIPCStream() as Uint8Array<ArrayBuffer>;
        }
      } finally {
        // Not awaited: after a panic it never answers.
        reader.cancel().catch(() => undefined);
      }
    } finally {
      watch.end();
    }
  }

  async function head(count: number): Promise<ArrowBatch[]> {
    if (rows === 0) return [];
    const table = await readOnce(watched, parquet.read({ limit: count }));
    return tableFromIPC(table.intoIPCStream()).batches;
  }

  return { rows, schema, groups, batches, encoded, head };
}

async function readOnce<T>(watched: WatchedFile, promise: Promise<T>): Promise<T> {
  const watch = watched.watch();
  try {
    return await watch.read(promise);
  } finally {
    watch.end();
  }
}

function rowGroups(name: string, parquet: ParquetFile, schema: ArrowSchema): RowGroup[] {
  const fields = schema.fields as Field<DataType>[];
  const nested = fields.filter(
    ({ type }) => ((type.children as unknown[] | null)?.length ?? 0) > 0,
  );
  const lists = new Set(nested.map((field) => field.name));
  const metadata = parquet.metadata();
  const groups: RowGroup[] = [];
  let firstRow = 0;
  for (let index = 0; index < metadata.numRowGroups(); index++) {
    const group = metadata.rowGroup(index);
    if (group.totalByteSize() > MAX_GROUP_BYTES) throw groupTooLarge(name, index, group);
    checkRows(name, index, group, lists);
    groups.push({ firstRow, rows: group.numRows(), bytes: group.totalByteSize() });
    firstRow += group.numRows();
  }
  return groups;
}

/** A column of single values has one a row, nulls included; a list has at least one. */
function checkRows(
  name: string,
  index: number,
  group: RowGroupMetaData,
  lists: ReadonlySet<string>,
): void {
  const rows = group.numRows();
  for (let at = 0; at < group.numColumns(); at++) {
    const column = group.column(at);
    const values = column.numValues();
    const isList = lists.has(column.columnPath()[0] ?? '');
    if (isList ? values >= rows : values === rows) continue;
    throw new Problem(
      'FILE_DAMAGED',
      `Row group ${String(index)} of ${name} promises ${String(rows)} rows, and its column ${column.columnPath().join('.')} has ${String(values)} values.`,
      'Copy or download the file again, or write it again with another tool.',
    );
  }
}

/** The bytes of a Parquet file (ZSTD, one row group a million rows) of an Arrow table. */
export async function encodeParquet(table: ArrowTable): Promise<Uint8Array> {
  await ready;
  const properties = new WriterPropertiesBuilder()
    .setCompression(Compression.ZSTD)
    .setCreatedBy('SID Workbench')
    .build();
  return writeParquet(Table.fromIPCStream(tableToIPC(table, 'stream')), properties);
}

function groupTooLarge(name: string, index: number, group: { totalByteSize(): number }): Problem {
  const gigabytes = (group.totalByteSize() / 2 ** 30).toFixed(1);
  return new Problem(
    'PARQUET_ROW_GROUP',
    `Row group ${String(index)} of ${name} holds ${gigabytes} GiB; a page can decode 2 GiB at a time.`,
    'Write the file again with smaller row groups, e.g. pyarrow write_table(row_group_size=65536).',
  );
}
