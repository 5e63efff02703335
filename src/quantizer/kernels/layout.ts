import { roundUp } from '../../compute/kernel';

/** Rows an assign workgroup may own: 64 threads x 8 rows. Row strides are padded to it. */
export const ROW_ALIGN = 512;
/** Codes of one workgroup tile. Code strides are padded to it. */
export const CODE_ALIGN = 64;
/** Dims the workgroup tile stages at once; also even, as the register tiles need. */
export const DIM_ALIGN = 8;

/** Threads of the plain one-thread-an-element kernels. */
export const GROUP = 64;

/** Padded shape of a transposed matrix of `rows` x `dim`: [dimPadded][rowStride]. */
export function transposedShape(rows: number, dim: number) {
  return { rowStride: roundUp(Math.max(rows, 1), ROW_ALIGN), dimPadded: roundUp(dim, DIM_ALIGN) };
}

/** Padded number of codes. */
export function codeStride(codes: number): number {
  return roundUp(codes, CODE_ALIGN);
}

/** Rows a block of the fixed-order reductions. */
export const SUM_BLOCK = 256;
