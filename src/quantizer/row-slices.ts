import { throwIfCancelled } from '../problem';
import type { Pacer } from './pacer';

/** The largest tensor of a slice: far below the 128 MiB that every adapter binds. */
const MAX_SLICE_BYTES = 32 * 1024 * 1024;

/** What a sliced job over many rows takes. */
export interface SliceOptions {
  /** Called after each slice with the rows done so far. */
  readonly onProgress?: ((done: number, rows: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface SliceCost {
  /** Of the largest tensor that holds a slice. */
  readonly bytesPerRow: number;
  /** Of the step of a row that costs most, in the pacer's operations. */
  readonly opsPerRow: number;
}

/** Rows that a slice may have at most, so that its tensors stay small. */
export function sliceCapacity(rows: number, { bytesPerRow }: SliceCost): number {
  return Math.max(1, Math.min(rows, Math.floor(MAX_SLICE_BYTES / bytesPerRow)));
}

/** Walks rows 0..rows-1 in slices that fit memory and the pacer's measure. Throws `CANCELLED`. */
export async function forEachSlice(
  rows: number,
  pacer: Pacer,
  cost: SliceCost,
  slice: (begin: number, end: number) => Promise<void>,
  { onProgress, signal }: SliceOptions = {},
): Promise<void> {
  const capacity = sliceCapacity(rows, cost);
  for (let begin = 0; begin < rows;) {
    throwIfCancelled(signal);
    const paced = Math.max(1, Math.floor(pacer.budget / cost.opsPerRow));
    const end = Math.min(rows, begin + Math.min(capacity, paced));
    await slice(begin, end);
    begin = end;
    onProgress?.(begin, rows);
  }
}
