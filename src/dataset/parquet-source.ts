import type { DataType, Field } from 'apache-arrow';
import { throwIfCancelled } from '../problem';
import { columnInfos } from './arrow-columns';
import { PREVIEW_ROWS, holdsAny, type RowBatch, type ShardSource } from './source';

/** A Parquet file, of which only the asked columns of row groups with wanted rows are decoded. */
export async function parquetSource(file: File): Promise<ShardSource> {
  const { openParquet } = await import('./formats/parquet-wasm');
  const reader = await openParquet(file);
  const fields = reader.schema.fields as Field<DataType>[];
  const preview = await reader.head(PREVIEW_ROWS);

  async function* batches(
    columns: readonly string[],
    wanted: Uint32Array | null,
    signal?: AbortSignal,
  ): AsyncGenerator<RowBatch> {
    for (const [index, group] of reader.groups.entries()) {
      if (wanted && !holdsAny(wanted, group.firstRow, group.rows)) continue;
      throwIfCancelled(signal);
      let { firstRow } = group;
      for await (const batch of reader.batches(index, columns)) {
        throwIfCancelled(signal);
        yield { firstRow, batch };
        firstRow += batch.numRows;
      }
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
