import type { Tensor } from '../compute/device';

/** Rows on a device. */
export interface Matrix {
  readonly rows: number;
  /** A multiple of DIM_ALIGN: vectors are zero-padded, which changes no distance, sum or norm. */
  readonly dim: number;
  /** [rows][dim] */
  readonly values: Tensor<'f32'>;
}
