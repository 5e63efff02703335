import type { Arena, Device, Tensor } from '../compute/device';
import { transposedShape } from './kernels/layout';
import { transposeRows } from './kernels/transpose-rows';

/** Rows on a device in both layouts: row-major for sums by code, transposed for distances. */
export interface Matrix {
  readonly rows: number;
  readonly dim: number;
  /** [rows][dim] */
  readonly rowMajor: Tensor<'f32'>;
  /** [dimPadded][rowStride]; follows `rowMajor` after `transpose`. */
  readonly transposed: Tensor<'f32'>;
  readonly rowStride: number;
  readonly dimPadded: number;
}

export function createMatrix(arena: Arena, label: string, rows: number, dim: number): Matrix {
  const { rowStride, dimPadded } = transposedShape(rows, dim);
  return {
    rows,
    dim,
    rowMajor: arena.tensor(label, 'f32', rows * dim),
    transposed: arena.tensor(`${label} transposed`, 'f32', rowStride * dimPadded),
    rowStride,
    dimPadded,
  };
}

/** The first `rows` rows of a matrix, where a batch is shorter than its buffer. */
export function firstRows(matrix: Matrix, rows: number): Matrix {
  return { ...matrix, rows };
}

export function transpose(device: Device, matrix: Matrix): void {
  const { rows, dim, rowStride, dimPadded } = matrix;
  device.run(transposeRows, {
    tensors: { matrix: matrix.rowMajor, transposed: matrix.transposed },
    params: { rows, dim, rowStride, dimPadded },
  });
}
