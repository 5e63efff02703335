import { roundUp } from '../../compute/kernel';

/** Codes of one workgroup tile. Prepared codebooks are padded to it. */
export const CODE_ALIGN = 64;
/** Dims the workgroup tile stages at once, as vec4: vectors are zero-padded to it. */
export const DIM_ALIGN = 8;

/** Threads of the plain one-thread-an-element kernels. */
export const GROUP = 64;

/** Padded number of codes. */
export function codeStride(codes: number): number {
  return roundUp(codes, CODE_ALIGN);
}

/** Rows a block of the fixed-order reductions. */
export const SUM_BLOCK = 256;
