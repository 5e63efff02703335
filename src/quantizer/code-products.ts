import type { Arena, Device, Tensor } from '../compute/device';
import { queueProduct } from '../nn/matmul';
import type { Codebook } from './codebook';
import { rowNorms } from './kernels/row-norms';
import type { Matrix } from './matrix';

/**
 * The products of the rows of a slice with all codes of a codebook, and the rows' norms. For steps
 * that look at many codes a row; assignment, which wants one, never stores them.
 */
export class CodeProducts {
  /** [rows][codeStride] of the last run. */
  readonly product: Tensor<'f32'>;
  /** |r_i|^2, [rows] */
  readonly norm2: Tensor<'f32'>;

  /** `rows` of the longest run, `products` (rows x codeStride) of the largest. */
  constructor(arena: Arena, rows: number, products: number) {
    this.product = arena.tensor('code products', 'f32', products);
    this.norm2 = arena.tensor('slice norms', 'f32', rows);
  }

  /** With the prepared codewords (prepareForAssign): for cosine they are of length 1. */
  run(device: Device, { rows, dim, values }: Matrix, codebook: Codebook): void {
    device.run(rowNorms, {
      tensors: { residual: values, norm2: this.norm2 },
      params: { rows, dim },
    });
    const matrices = { a: values, b: codebook.prepared, c: this.product };
    queueProduct(device, 'NT', { ...matrices, m: rows, n: codebook.codeStride, k: dim });
  }
}
