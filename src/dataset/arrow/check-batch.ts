import { DataType, type Data, type RecordBatch } from 'apache-arrow';

/**
 * Holds every column's buffers against its length: Arrow for JavaScript believes what a message says of
 * itself, and reads what is not there as zeros. Throws a RangeError.
 */
export function checkBatch(batch: RecordBatch): void {
  for (const [index, field] of batch.schema.fields.entries()) {
    const data = batch.data.children[index];
    const why = data ? lackOf(data, batch.numRows) : 'no data';
    if (why) throw new RangeError(`the column "${field.name}" has ${why}`);
  }
}

/** What the first `rows` entries lack; null if nothing. */
function lackOf(data: Data<DataType>, rows: number): string | null {
  const { type, nullBitmap } = data;
  if (DataType.isNull(type) || DataType.isUnion(type) || rows === 0) return null;
  if (data.length < rows) return `${data.length} entries for ${rows} rows`;
  const marks = (nullBitmap as Uint8Array | undefined)?.length ?? 0;
  if (marks > 0 && 8 * marks < rows) return 'too few marks of nulls';
  const children = data.children;
  if (DataType.isFixedSizeList(type)) return lackOfEach(children, rows * type.listSize);
  if (DataType.isStruct(type)) return lackOfEach(children, rows);
  const values = (data.values as ArrayLike<unknown> | undefined)?.length ?? 0;
  const offsets = data.valueOffsets as ArrayLike<number> | undefined;
  if (offsets) {
    const end = lastOffset(offsets, rows);
    if (end === null) return 'offsets that are missing or go back';
    if (children.length > 0) return lackOfEach(children, end);
    return values < end ? 'text that is cut off' : null;
  }
  const perRow = DataType.isBool(type) ? 1 / 8 : data.stride;
  if (values < rows * perRow) return 'too few values';
  if (!DataType.isDictionary(type)) return null;
  return isWithin(data, rows, data.dictionary?.length ?? 0)
    ? null
    : 'entries that its dictionary lacks';
}

function lackOfEach(children: readonly Data<DataType>[], rows: number): string | null {
  if (children.length === 0) return 'no items';
  return children.map((child) => lackOf(child, rows)).find((why) => why !== null) ?? null;
}

/** The end of the last entry, or null unless the offsets ascend. */
function lastOffset(offsets: ArrayLike<number>, rows: number): number | null {
  if (offsets.length <= rows || Number(offsets[0]) < 0) return null;
  let last = Number(offsets[0]);
  for (let row = 1; row <= rows; row++) {
    const next = Number(offsets[row]);
    if (next < last) return null;
    last = next;
  }
  return last;
}

function isWithin(data: Data<DataType>, rows: number, entries: number): boolean {
  const indices = data.values as ArrayLike<number>;
  for (let row = 0; row < rows; row++) {
    if (data.nullCount > 0 && !data.getValid(row)) continue;
    const index = Number(indices[row]);
    if (index < 0 || index >= entries) return false;
  }
  return true;
}
