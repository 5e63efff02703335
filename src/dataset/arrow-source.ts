import { RecordBatch, Schema, Struct, makeData, type DataType, type Field } from 'apache-arrow';
import { throwIfCancelled } from '../problem';
import { openArrow } from './arrow/arrow-file';
import { columnInfos } from './arrow-columns';
import { PREVIEW_ROWS, holdsAny, type RowBatch, type ShardSource } from './source';

/** An Arrow IPC file (Feather v2) or stream, of which only batches with wanted rows are read. */
export async function arrowSource(file: File, signal?: AbortSignal): Promise<ShardSource> {
  const reader = await openArrow(file, signal);
  const fields = reader.schema.fields as Field<DataType>[];
  const preview =
    reader.rows > 0 ? [(await reader.batch(firstFilled())).slice(0, PREVIEW_ROWS)] : [];

  /** Batches without rows are allowed. */
  function firstFilled(): number {
    return reader.groups.findIndex(({ rows }) => rows > 0);
  }

  async function* batches(
    columns: readonly string[],
    wanted: Uint32Array | null,
    cancel?: AbortSignal,
  ): AsyncGenerator<RowBatch> {
    for (const [index, { firstRow, rows }] of reader.groups.entries()) {
      if (rows === 0 || (wanted && !holdsAny(wanted, firstRow, rows))) continue;
      throwIfCancelled(cancel);
      yield { firstRow, batch: withColumns(await reader.batch(index), columns) };
    }
  }

  return {
    name: file.name,
    bytes: file.size,
    rows: reader.rows,
    columns: columnInfos(fields, preview),
    fields,
    preview,
    batches,
  };
}

/** Not by Arrow's own `select`, which leaves holes among the children. */
function withColumns(batch: RecordBatch, names: readonly string[]): RecordBatch {
  const chosen = batch.schema.fields.flatMap((field, index) => {
    const data = batch.data.children[index];
    return names.includes(field.name) && data ? [{ field, data }] : [];
  });
  const fields = chosen.map(({ field }) => field);
  const children = chosen.map(({ data }) => data);
  const data = makeData({ type: new Struct(fields), length: batch.numRows, children });
  return new RecordBatch(new Schema(fields), data);
}
