import type { DataType, Field, RecordBatch } from 'apache-arrow';
import { throwIfCancelled } from '../problem';
import { columnInfos } from './arrow-columns';
import { decodeTogether } from './formats/parquet-decoders';
import { PREVIEW_ROWS, holdsAny, type RowBatch, type ShardSource } from './source';

/** From here on it pays to start decoders: that takes as long as decoding some ten MiB. */
const MUCH_BYTES = 64 << 20;
/** Of each decoder a row group's bytes and what they unpack to are held at once. */
const MOST_GROUP_BYTES = 512 << 20;

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
    const groups = [...reader.groups.keys()].filter((index) => {
      const { firstRow, rows } = reader.groups[index]!;
      return !wanted || holdsAny(wanted, firstRow, rows);
    });
    let before = -1;
    let next = 0;
    for await (const { group, batch } of decoded(groups, columns, signal)) {
      throwIfCancelled(signal);
      const firstRow = group === before ? next : reader.groups[group]!.firstRow;
      yield { firstRow, batch };
      before = group;
      next = firstRow + batch.numRows;
    }
  }

  /** Much is decoded side by side, a little here. */
  async function* decoded(
    groups: readonly number[],
    columns: readonly string[],
    signal: AbortSignal | undefined,
  ): AsyncGenerator<{ readonly group: number; readonly batch: RecordBatch }> {
    const sizes = groups.map((group) => reader.groups[group]!.bytes);
    const isMuch = groups.length > 1 && sizes.reduce((sum, bytes) => sum + bytes, 0) >= MUCH_BYTES;
    if (isMuch && Math.max(...sizes) <= MOST_GROUP_BYTES) {
      const together = await decodeTogether(file, groups, columns);
      if (together) {
        yield* together;
        return;
      }
    }
    for (const group of groups) {
      throwIfCancelled(signal);
      for await (const batch of reader.batches(group, columns)) yield { group, batch };
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
