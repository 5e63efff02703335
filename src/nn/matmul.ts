import type { Device, Tensor } from '../compute/device';
import { matmulFlop, matmulQuad, matmulTiled, type MatmulKernel } from './kernels/matmul';
import { outerRows } from './kernels/outer-rows';
import type { Step } from './step';

/** Rows a matrix product takes along k at once. */
const DEPTH = 4;

/** The layouts in use: which operand is stored transposed. */
export const LAYOUTS = {
  /** C = A B, A [m][k], B [k][n]. */
  NN: { TRANSPOSE_A: 0, TRANSPOSE_B: 0 },
  /** C = A B^T, A [m][k], B [n][k]. */
  NT: { TRANSPOSE_A: 0, TRANSPOSE_B: 1 },
  /** C = A^T B, A [k][m], B [k][n]. */
  TN: { TRANSPOSE_A: 1, TRANSPOSE_B: 0 },
} as const;

/** Matrices without gaps between their rows. */
interface Product {
  readonly a: Tensor<'f32'>;
  readonly b: Tensor<'f32'>;
  /** [m][n] */
  readonly c: Tensor<'f32'>;
  readonly m: number;
  readonly n: number;
  readonly k: number;
  readonly accumulate?: boolean;
}

/** The variant for a device: what wins on a software adapter loses on a GPU, and the reverse. */
export function matmulFor({ info }: Device): MatmulKernel {
  return info.software && info.features.includes('subgroups') ? matmulQuad : matmulTiled;
}

/** Queues a product; the caller accounts for it. n and k are multiples of 4 (m, for TN). */
export function queueProduct(device: Device, layout: keyof typeof LAYOUTS, product: Product): void {
  const { a, b, c, m, n, k, accumulate = false } = product;
  device.run(matmulFor(device), {
    tensors: { a, b, c },
    params: {
      rowBegin: 0,
      ...{ m, n, k },
      lda: layout === 'TN' ? m : k,
      ldb: layout === 'NT' ? k : n,
      ldc: n,
      accumulate: accumulate ? 1 : 0,
      ...{ batches: 1, inner: 1 },
      ...{ aInner: 0, aOuter: 0, bInner: 0, bOuter: 0, cInner: 0, cOuter: 0 },
    },
    overrides: LAYOUTS[layout],
  });
}

/** C (+)= A B or A B^T. n and k are multiples of 4, m is any number of rows. */
export async function multiply(run: Step, layout: 'NN' | 'NT', product: Product): Promise<void> {
  queueProduct(run.device, layout, product);
  await run.spend(matmulFlop({ ...product, batches: 1 }));
}

/**
 * C += A^T B over k rows, any number of them: the gradient of a weight. The kernels take four rows
 * at a time; up to three that are left over are added one by one, so that rows behind them are
 * never read. m and n are multiples of 4.
 */
export async function accumulateOuter(
  run: Step,
  { a, b, c, m, n, k }: Omit<Product, 'accumulate'>,
): Promise<void> {
  const whole = k - (k % DEPTH);
  if (whole > 0) queueProduct(run.device, 'TN', { a, b, c, m, n, k: whole, accumulate: true });
  if (whole < k) {
    const params = { first: whole, rows: k, m, n };
    run.device.run(outerRows, { tensors: { a, b, c }, params });
  }
  await run.spend(matmulFlop({ m, n, k, batches: 1 }));
}

/** Matrices of a batch within one tensor: product z has its own at z / inner and z % inner strides. */
export interface BatchOperand {
  readonly tensor: Tensor<'f32'>;
  /** Elements between two rows. */
  readonly row: number;
  readonly inner: number;
  readonly outer: number;
}

interface BatchProduct {
  readonly a: BatchOperand;
  readonly b: BatchOperand;
  readonly c: BatchOperand;
  readonly m: number;
  readonly n: number;
  readonly k: number;
  readonly batches: number;
  /** Products that lie beside each other: heads of one sequence. */
  readonly inner: number;
}

/** Every product of a batch. Sizes and strides are multiples of 4 (m of any size unless TN). */
export async function multiplyEach(
  run: Step,
  layout: keyof typeof LAYOUTS,
  { a, b, c, ...size }: BatchProduct,
): Promise<void> {
  run.device.run(matmulFor(run.device), {
    tensors: { a: a.tensor, b: b.tensor, c: c.tensor },
    params: {
      ...size,
      ...{ rowBegin: 0, accumulate: 0 },
      ...{ lda: a.row, aInner: a.inner, aOuter: a.outer },
      ...{ ldb: b.row, bInner: b.inner, bOuter: b.outer },
      ...{ ldc: c.row, cInner: c.inner, cOuter: c.outer },
    },
    overrides: LAYOUTS[layout],
  });
  await run.spend(matmulFlop(size));
}
