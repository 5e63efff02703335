import { roundUp } from '../../compute/kernel';

/** Columns are zero-padded to it: two vec4, and whole tiles of the matrix products. */
export const COLUMN_ALIGN = 8;

/** Threads of the plain kernels. */
export const GROUP = 64;

/** Rows a block of the fixed-order column sums. */
export const ROW_BLOCK = 64;

/** Values a block of the fixed-order sums of a vector. */
export const VALUE_BLOCK = 256;

/** Elements a block of the sums of squares. A multiple of 4. */
export const SQUARES_BLOCK = 4096;

/** Columns as stored. */
export function strideOf(cols: number): number {
  return roundUp(cols, COLUMN_ALIGN);
}
