import type { Arena, Device, Tensor } from '../compute/device';
import { prepareForAssign, type Codebook } from './codebook';
import {
  assignFlop,
  assignOverrides,
  assignSlice,
  type AssignKernel,
} from './kernels/assign-codes';
import { priceCodes } from './kernels/price-codes';
import { rowDistortion } from './kernels/row-distortion';
import type { Matrix } from './matrix';
import { MEMORY_OPS, type Pacer } from './pacer';

/** What every step of a job needs. */
export interface JobContext {
  readonly device: Device;
  /** The tile that won the trial on this adapter. */
  readonly assign: AssignKernel;
  readonly pacer: Pacer;
}

export interface Assignment {
  readonly code: Tensor<'u32'>;
  /** bias + residual . codeword of the chosen code. */
  readonly score: Tensor<'f32'>;
}

export function createAssignment(arena: Arena, rows: number): Assignment {
  return {
    code: arena.tensor('code', 'u32', rows),
    score: arena.tensor('score', 'f32', rows),
  };
}

/**
 * The nearest code of every row of `matrix`, in slices; with a `price` a code, that of the least
 * |r - c|^2 / 2 + price. The codewords are only read.
 */
export async function assignRows(
  { device, assign, pacer }: JobContext,
  matrix: Matrix,
  codebook: Codebook,
  { code, score }: Assignment,
  price: Tensor<'f32'> | null = null,
): Promise<void> {
  // At once where prepareKernels has compiled it for these dims.
  await device.prepare(assign, assignOverrides(assign, matrix.dim));
  prepareForAssign(device, codebook);
  if (price) {
    device.run(priceCodes, {
      tensors: { price, bias: codebook.bias },
      params: { codes: codebook.codes },
    });
  }
  await pacer.spend(codebook.codes * codebook.dim * MEMORY_OPS);
  const flopPerRow = assignFlop(1, matrix.dim, codebook.codes);
  const sliceRows = assignSlice(assign, matrix.dim);
  for (let rowBegin = 0; rowBegin < matrix.rows;) {
    const tiles = Math.max(1, Math.floor(pacer.budget / (flopPerRow * sliceRows)));
    const rowEnd = Math.min(matrix.rows, rowBegin + tiles * sliceRows);
    device.run(assign, {
      tensors: {
        residual: matrix.values,
        codebook: codebook.prepared,
        bias: codebook.bias,
        code,
        score,
      },
      params: { rowBegin, rowEnd, dim: matrix.dim, codes: codebook.codes },
    });
    await pacer.spend((rowEnd - rowBegin) * flopPerRow);
    rowBegin = rowEnd;
  }
}

/** |r - c|^2 of every assigned row, from scores and norms. */
export function measureDistortion(
  { device }: JobContext,
  rows: number,
  codebook: Codebook,
  { code, score }: Assignment,
  norm2: Tensor<'f32'>,
  distortion: Tensor<'f32'>,
): void {
  device.run(rowDistortion, {
    tensors: { norm2, code, score, codeNorm2: codebook.norm2, distortion },
    params: { rows, cosine: codebook.cosine },
  });
}
