import type { Arena, Device, Tensor } from '../compute/device';
import { matmulQuad, matmulTiled, type MatmulKernel } from '../nn/kernels/matmul';
import type { Codebook } from './codebook';
import { rowNorms } from './kernels/row-norms';
import type { Matrix } from './matrix';

/** residual . codeword: both matrices hold their vectors in rows. */
export const PRODUCT_LAYOUT = { TRANSPOSE_A: 0, TRANSPOSE_B: 1 } as const;

/** The product's tile for this device: see the kernels. */
export function productKernel({ info }: Device): MatmulKernel {
  return info.software && info.features.includes('subgroups') ? matmulQuad : matmulTiled;
}

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

  /** `codebook` must be prepared (prepareForAssign) for L2. */
  run(device: Device, { rows, dim, values }: Matrix, codebook: Codebook): void {
    device.run(rowNorms, {
      tensors: { residual: values, norm2: this.norm2 },
      params: { rows, dim },
    });
    device.run(productKernel(device), {
      tensors: { a: values, b: codebook.prepared, c: this.product },
      params: {
        ...{ rowBegin: 0, m: rows, n: codebook.codeStride, k: dim, accumulate: 0 },
        ...{ lda: dim, ldb: dim, ldc: codebook.codeStride },
        ...{ batches: 1, inner: 1, aInner: 0, aOuter: 0, bInner: 0, bOuter: 0 },
        ...{ cInner: 0, cOuter: 0 },
      },
      overrides: PRODUCT_LAYOUT,
    });
  }
}
