import {
  DataType,
  Field,
  Float32,
  Precision,
  RecordBatch,
  Schema,
  Struct,
  Table,
  Uint32,
  makeData,
  vectorFromArray,
  type Data,
  type Vector,
} from 'apache-arrow';
import { Problem, cancelled, throwIfCancelled } from '../problem';
import { isScalarColumn } from './arrow-types';
import type { Database } from './duckdb';
import { quoted } from './sql-name';
import type { ShardSource } from './source';
import { duckdbMessage, type SqlPart } from './sql-message';
import type { RowsQuery } from './types';

/**
 * The name of the column that numbers the file's rows from 0 in its SQL table: `row_number`, with as
 * many underscores after it as it takes to differ from the file's own columns (SQL ignores case).
 */
export function rowNumberColumn(source: Pick<ShardSource, 'columns'>): string {
  const names = new Set(source.columns.map((column) => column.name.toLowerCase()));
  let name = 'row_number';
  while (names.has(name)) name += '_';
  return name;
}

/** All columns but the vectors, after the row number: the table that SQL sees. */
export async function scalarTable(source: ShardSource, signal?: AbortSignal): Promise<Table> {
  const scalars = source.fields.filter(isScalarColumn);
  const fields = [
    new Field(rowNumberColumn(source), new Uint32(), false),
    ...scalars.map((field) => (isHalf(field.type) ? field.clone({ type: new Float32() }) : field)),
  ];
  const schema = new Schema(fields);
  const names = scalars.map((field) => field.name);
  const batches: RecordBatch[] = [];
  const append = (firstRow: number, rows: number, batch: RecordBatch | null) => {
    const numbers = Uint32Array.from({ length: rows }, (_, row) => firstRow + row);
    const children: Data<DataType>[] = [
      makeData({ type: new Uint32(), length: rows, data: numbers }),
    ];
    const columns = names.map((name) => columnData(batch?.getChild(name) ?? null));
    const data = makeData({
      type: new Struct(fields),
      length: rows,
      children: [...children, ...columns.filter((column) => column !== undefined)],
    });
    batches.push(new RecordBatch(schema, data));
  };
  if (names.length === 0) append(0, source.rows, null);
  else {
    for await (const { firstRow, batch } of source.batches(names, null, signal)) {
      throwIfCancelled(signal);
      append(firstRow, batch.numRows, batch);
    }
  }
  return new Table(schema, batches);
}

/** A column of a batch as DuckDB takes it: float16 as float32. */
function columnData(column: Vector | null): Data<DataType> | undefined {
  const isFloat16 = column !== null && isHalf(column.type as DataType);
  const taken = isFloat16
    ? vectorFromArray(Array.from(column as Iterable<number | null>), new Float32())
    : column;
  return taken?.data[0] as Data<DataType> | undefined;
}

function isHalf(type: DataType): boolean {
  return DataType.isFloat(type) && type.precision === Precision.HALF;
}

/** Row numbers that satisfy `where`, ascending. Throws `SQL_ERROR`. */
export async function rowsWhere(
  database: Database,
  source: ShardSource,
  where: string,
  signal?: AbortSignal,
): Promise<Uint32Array> {
  const row = quoted(rowNumberColumn(source));
  const head = `SELECT ${row} FROM ${quoted(source.name)} WHERE (`;
  // The line feed ends a comment at the end of the user's text.
  const sql = `${head}${bare(where)}\n) ORDER BY ${row}`;
  return numbersOf(database, source, sql, { text: where, at: head.length }, signal);
}

/** Row numbers that a query's result names in one of its columns, ascending, each once. Throws `SQL_ERROR`. */
export async function rowsNamedBy(
  database: Database,
  source: ShardSource,
  { sql: text, column }: RowsQuery,
  signal?: AbortSignal,
): Promise<Uint32Array> {
  const row = quoted(rowNumberColumn(source));
  const name = quoted(column);
  const head = `SELECT ${row} FROM ${quoted(source.name)} WHERE ${name} IN (SELECT ${name} FROM (`;
  const sql = `${head}${bare(text)}\n)) ORDER BY ${row}`;
  return numbersOf(database, source, sql, { text, at: head.length }, signal);
}

/** Without what ends a statement. */
const bare = (sql: string) => sql.replace(/[;\s]+$/, '');

/** The first column of the result, which holds row numbers. */
async function numbersOf(
  database: Database,
  source: ShardSource,
  sql: string,
  part: SqlPart,
  signal?: AbortSignal,
): Promise<Uint32Array> {
  const parts: Uint32Array[] = [];
  let length = 0;
  try {
    for await (const batch of database.batches(sql, signal)) {
      const values = batch.getChildAt(0)?.toArray() as Uint32Array;
      // Copied: DuckDB's buffers may be reused.
      parts.push(values.slice());
      length += values.length;
    }
  } catch (error) {
    throw sqlProblem(error, source, part, signal);
  }
  const rows = new Uint32Array(length);
  let at = 0;
  for (const part of parts) {
    rows.set(part, at);
    at += part.length;
  }
  return rows;
}

/** DuckDB's own message as `SQL_ERROR`, with the place of the mistake and the names that can be used. */
export function sqlProblem(
  error: unknown,
  source: ShardSource | null,
  part: SqlPart,
  signal?: AbortSignal,
): Problem {
  if (error instanceof Problem) return error;
  if (signal?.aborted) return cancelled();
  return new Problem('SQL_ERROR', duckdbMessage(error, part), `${tableText(source)} ${RESULTS}`);
}

const RESULTS = 'Results are in sids, buckets, codes and runs.';

function tableText(source: ShardSource | null): string {
  if (!source) return 'No file of items is open.';
  const scalars = source.fields.filter(isScalarColumn).map((field) => field.name);
  return `The table is '${source.name}' with the columns ${[rowNumberColumn(source), ...scalars].join(', ')}; vectors are not in SQL.`;
}
