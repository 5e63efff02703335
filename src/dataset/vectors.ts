import type { RecordBatch } from 'apache-arrow';
import { float16Value } from './float16';

/** Where each row's components lie in a vector column's flat values. */
export interface FlatVectors {
  readonly values: Float32Array | Float64Array | Uint16Array;
  /** Row r holds values[start(r)] .. values[start(r) + length(r)]; a null row has length 0. */
  start(row: number): number;
  length(row: number): number;
  /** Components that are null in the file, as positions in `values`; null if there are none. */
  readonly isNull: ((position: number) => boolean) | null;
}

/** The flat values of a List or FixedSizeList of floats, without copying. */
export function flatVectors(batch: RecordBatch, name: string): FlatVectors {
  const data = batch.getChild(name)?.data[0];
  const child = data?.children[0];
  if (!data || !child) throw new Error(`no vector column ${name}`);
  const offsets = data.valueOffsets as Int32Array | undefined;
  const listSize = (data.type as { listSize?: number }).listSize ?? 0;
  const valid = (row: number) => data.nullCount === 0 || data.getValid(row);
  return {
    values: child.values as FlatVectors['values'],
    start: (row) => (offsets ? (offsets[row] ?? 0) : row * listSize),
    length: (row) => {
      if (!valid(row)) return 0;
      return offsets ? (offsets[row + 1] ?? 0) - (offsets[row] ?? 0) : listSize;
    },
    isNull: child.nullCount === 0 ? null : (position) => !child.getValid(position),
  };
}

/** Copies row `row` into `target` at `at` as float32. A null component becomes NaN. */
export function copyVector(
  flat: FlatVectors,
  row: number,
  dim: number,
  target: Float32Array,
  at: number,
): void {
  const start = flat.start(row);
  const { values } = flat;
  if (values instanceof Uint16Array) {
    for (let d = 0; d < dim; d++) target[at + d] = float16Value(values[start + d] ?? 0);
  } else {
    target.set(values.subarray(start, start + dim), at);
  }
  if (!flat.isNull) return;
  for (let d = 0; d < dim; d++) if (flat.isNull(start + d)) target[at + d] = NaN;
}

/** The one length of the previewed vectors, or null if they differ, are empty or none are there. */
export function commonDim(preview: readonly RecordBatch[], name: string): number | null {
  const dims = new Set<number>();
  for (const batch of preview) {
    const flat = flatVectors(batch, name);
    for (let row = 0; row < batch.numRows; row++) dims.add(flat.length(row));
  }
  const [dim] = dims;
  return dims.size === 1 && dim !== undefined && dim > 0 ? dim : null;
}
