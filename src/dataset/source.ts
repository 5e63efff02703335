import type { DataType, Field, RecordBatch } from 'apache-arrow';
import type { ColumnInfo, SkippedRows } from './types';

/** Some consecutive rows of an opened file, holding only the columns asked for. */
export interface RowBatch {
  readonly firstRow: number;
  readonly batch: RecordBatch;
}

/** An opened file of any format, read as Arrow batches and only where asked. */
export interface ShardSource {
  readonly name: string;
  readonly bytes: number;
  readonly rows: number;
  readonly columns: readonly ColumnInfo[];
  /** Arrow's fields of all columns, in the order of `columns`. */
  readonly fields: readonly Field<DataType>[];
  /** The first rows, at most as many as `PREVIEW_ROWS`, all columns. */
  readonly preview: readonly RecordBatch[];
  /** Of text files; null or missing where nothing was skipped. */
  readonly skipped?: SkippedRows | null;
  /**
   * Batches with the named columns, in row order. With `rows` (ascending row numbers), parts of the
   * file that hold none of them are not read; a batch may still hold other rows too.
   */
  batches(
    columns: readonly string[],
    rows: Uint32Array | null,
    signal?: AbortSignal,
  ): AsyncGenerator<RowBatch>;
}

export const PREVIEW_ROWS = 5;

/** Whether any of the ascending `rows` lies in [first, first + count). */
export function holdsAny(rows: Uint32Array, first: number, count: number): boolean {
  const at = lowerBound(rows, first);
  const row = rows[at];
  return row !== undefined && row < first + count;
}

/** Index of the first entry of ascending `rows` that is at least `row`. */
export function lowerBound(rows: Uint32Array, row: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rows[middle] ?? 0) < row) low = middle + 1;
    else high = middle;
  }
  return low;
}
