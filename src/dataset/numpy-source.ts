import { Field, RecordBatch, Schema, Struct, makeData, type DataType } from 'apache-arrow';
import { throwIfCancelled } from '../problem';
import { kindOf } from './arrow-types';
import { arrowData, arrowTypeOf, isFlat } from './formats/npy-arrow';
import { readNpyRows, type NpyArray } from './formats/npy';
import { PREVIEW_ROWS, holdsAny, type RowBatch, type ShardSource } from './source';
import type { ColumnInfo } from './types';

/** Bytes of the widest array read at a time: cancel is prompt and memory stays small. */
const CHUNK_BYTES = 32 << 20;

/** An `.npz`, or one or several `.npy`: each array of `rows` rows is a column. */
export async function numpySource(
  file: { readonly name: string; readonly bytes: number },
  arrays: readonly NpyArray[],
): Promise<ShardSource> {
  const rows = commonRows(arrays);
  const columns = arrays.filter(
    ({ header }) => header.shape[0] === rows && header.shape.length <= 2,
  );
  const byName = new Map(columns.map((array) => [array.name, array]));
  const fields = columns.map(({ name, header }) => new Field(name, arrowTypeOf(header), false));

  async function read(names: readonly string[], firstRow: number, count: number) {
    const chosen = fields.filter((field) => names.includes(field.name));
    const children = [];
    for (const field of chosen) {
      const array = byName.get(field.name);
      if (!array) throw new Error(`no array ${field.name}`);
      children.push(arrowData(await readNpyRows(array, firstRow, count), field.type, count));
    }
    const data = makeData({ type: new Struct(chosen), length: count, children });
    return new RecordBatch(new Schema(chosen), data);
  }

  async function* batches(
    names: readonly string[],
    wanted: Uint32Array | null,
    signal?: AbortSignal,
  ): AsyncGenerator<RowBatch> {
    const widest = Math.max(
      1,
      ...names.map((name) => {
        const array = byName.get(name);
        return array ? array.width * array.header.itemBytes : 1;
      }),
    );
    const chunkRows = Math.max(1, Math.floor(CHUNK_BYTES / widest));
    for (let firstRow = 0; firstRow < rows; firstRow += chunkRows) {
      const count = Math.min(chunkRows, rows - firstRow);
      if (wanted && !holdsAny(wanted, firstRow, count)) continue;
      throwIfCancelled(signal);
      yield { firstRow, batch: await read(names, firstRow, count) };
    }
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

function columnInfo({ name, header }: NpyArray, field: Field<DataType> | undefined): ColumnInfo {
  const kind = field ? kindOf(field.type) : 'other';
  const dim = kind === 'vector' ? (header.shape[1] ?? null) : null;
  return { name, kind, type: `${header.descr} (${header.shape.join(', ')})`, dim };
}

/** The vectors' rows decide; without vectors the longest array does. */
function commonRows(arrays: readonly NpyArray[]): number {
  const length = (array: NpyArray) => array.header.shape[0] ?? 0;
  const vectors = arrays.filter(({ header }) => header.shape.length === 2 && header.kind === 'f');
  const among = vectors.length > 0 ? vectors : arrays.filter(({ header }) => isFlat(header));
  return Math.max(0, ...among.map(length));
}
