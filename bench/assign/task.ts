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

/** Uniform numbers in [-1/2, 1/2): centred, as residuals are. Equal on every machine. */
export function makeTask({ rows, dim, codes }: TaskSize): AssignTask {
  let state = 1;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32 - 0.5;
  };
  const points = Float32Array.from({ length: rows * dim }, next);
  const codebook = Float32Array.from({ length: codes * dim }, next);
  return { rows, dim, codes, points, codebook };
}
