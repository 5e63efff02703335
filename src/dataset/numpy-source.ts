import { Field, RecordBatch, Schema, Struct, makeData, type DataType } from 'apache-arrow';
import { throwIfCancelled } from '../problem';
import { kindOf } from './arrow-types';
import { arrowData, arrowTypeOf, isFlat } from './formats/npy-arrow';
import { badShape, readNpyRows, type NpyArray } from './formats/npy';
import { readAhead } from './read-ahead';
import { rowRuns, type RowRun } from './row-runs';
import { PREVIEW_ROWS, type RowBatch, type ShardSource } from './source';
import type { ColumnInfo } from './types';

/** Bytes of the widest array read at a time: cancel is prompt and memory stays small. */
const RUN_BYTES = 16 << 20;
/** The same in column-major order, where a run is one read a column and its reads go side by side. */
const COLUMN_RUN_BYTES = 64 << 20;
/** A browser reads so many bytes in the time that one more read takes (some half a millisecond). */
const GAP_BYTES = 1 << 20;
/** Runs under way beside the one in hand: a single read keeps neither disk nor processors busy. */
const AHEAD = 3;

/** A row of more bytes is none of a vector or an id: a million float32. */
const MAX_ROW_BYTES = 4 << 20;

/**
 * An `.npz`, or one or several `.npy`: each array of `rows` rows is a column. Throws `NPY_SHAPE` where a
 * row of one would be too much to read.
 */
export async function numpySource(
  file: { readonly name: string; readonly bytes: number },
  arrays: readonly NpyArray[],
): Promise<ShardSource> {
  const rows = commonRows(arrays);
  const columns = arrays.filter(
    ({ header }) => header.shape[0] === rows && header.shape.length <= 2,
  );
  columns.forEach(checkRow);
  const byName = new Map(columns.map((array) => [array.name, array]));
  const fields = columns.map(({ name, header }) => new Field(name, arrowTypeOf(header), false));

  async function read(names: readonly string[], firstRow: number, count: number) {
    const chosen = fields.filter((field) => names.includes(field.name));
    const children = await Promise.all(
      chosen.map(async (field) => {
        const array = byName.get(field.name);
        if (!array) throw new Error(`no array ${field.name}`);
        return arrowData(await readNpyRows(array, firstRow, count), field.type, count);
      }),
    );
    const data = makeData({ type: new Struct(chosen), length: count, children });
    return new RecordBatch(new Schema(chosen), data);
  }

  async function* batches(
    names: readonly string[],
    wanted: Uint32Array | null,
    signal?: AbortSignal,
  ): AsyncGenerator<RowBatch> {
    const asked = names.flatMap((name) => byName.get(name) ?? []);
    const widest = Math.max(1, ...asked.map(({ width, header }) => width * header.itemBytes));
    // In column-major order a run is one read a column, however few its rows.
    const isByColumn = asked.some(({ width, header }) => header.fortranOrder && width > 1);
    const limits = {
      maxRows: Math.max(1, Math.floor((isByColumn ? COLUMN_RUN_BYTES : RUN_BYTES) / widest)),
      maxGap: isByColumn ? rows : Math.floor(GAP_BYTES / widest),
    };
    const readRun = async ({ firstRow, count }: RowRun) => {
      throwIfCancelled(signal);
      return { firstRow, batch: await read(names, firstRow, count) };
    };
    yield* readAhead(rowRuns(wanted, rows, limits), readRun, isByColumn ? 1 : AHEAD);
  }

  const names = fields.map((field) => field.name);
  return {
    ...file,
    rows,
    columns: columns.map((array, index) => columnInfo(array, fields[index])),
    fields,
    preview: rows > 0 ? [await read(names, 0, Math.min(PREVIEW_ROWS, rows))] : [],
    batches,
  };
}

function checkRow(array: NpyArray): void {
  const bytes = array.width * array.header.itemBytes;
  if (bytes <= MAX_ROW_BYTES) return;
  throw badShape(array, `one row of it would take ${(bytes / 2 ** 20).toFixed(0)} MiB`);
}

function columnInfo({ name, header }: NpyArray, field: Field<DataType> | undefined): ColumnInfo {
  const kind = field ? kindOf(field.type) : 'other';
  const dim = kind === 'vector' ? (header.shape[1] ?? null) : null;
  return { name, kind, type: `${header.descr} (${header.shape.join(', ')})`, dim };
}

/** The vectors' rows decide; without vectors the longest array does, a flat one before others. */
function commonRows(arrays: readonly NpyArray[]): number {
  const length = (array: NpyArray) => array.header.shape[0] ?? 0;
  const vectors = arrays.filter(({ header }) => header.shape.length === 2 && header.kind === 'f');
  const flat = arrays.filter(({ header }) => isFlat(header));
  const among = [vectors, flat].find((some) => some.length > 0) ?? arrays;
  return Math.max(0, ...among.map(length));
}
