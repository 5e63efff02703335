import { noise } from '../rounds/noise';

/** One assign job: the nearest of `codes` codewords for each of `rows` points, by L2. */
export interface AssignTask {
  readonly rows: number;
  readonly dim: number;
  readonly codes: number;
  /** rows x dim, row-major. */
  readonly points: Float32Array;
  /** codes x dim, row-major. */
  readonly codebook: Float32Array;
}

export type TaskSize = Pick<AssignTask, 'rows' | 'dim' | 'codes'>;

/** 2 * N * D * K floating-point operations: one multiply and one add a component and codeword. */
export function taskFlops({ rows, dim, codes }: TaskSize): number {
  return 2 * rows * dim * codes;
}

export function makeTask({ rows, dim, codes }: TaskSize): AssignTask {
  const values = noise();
  return { rows, dim, codes, points: values(rows * dim), codebook: values(codes * dim) };
}
