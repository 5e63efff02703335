import type { Arena, Device, Tensor } from '../compute/device';
import type { Distance } from './config';
import { codeStride } from './kernels/layout';
import { prepareCodebook } from './kernels/prepare-codebook';

/** One level's codewords on a device, and their form for the assign kernels. */
export interface Codebook {
  readonly codes: number;
  readonly dim: number;
  /** 1 for cosine, 0 for L2: the kernels' flag. */
  readonly cosine: 0 | 1;
  /** [codes][dim] */
  readonly codewords: Tensor<'f32'>;
  /** [codeStride][dim], padded and for cosine normalised. */
  readonly prepared: Tensor<'f32'>;
  readonly bias: Tensor<'f32'>;
  readonly norm2: Tensor<'f32'>;
  readonly codeStride: number;
}

/** `codewords`: where they live elsewhere, as a trained parameter; at least [codes][dim]. */
export function createCodebook(
  arena: Arena,
  codes: number,
  dim: number,
  distance: Distance,
  codewords = arena.tensor('codewords', 'f32', codes * dim),
): Codebook {
  const stride = codeStride(codes);
  return {
    codes,
    dim,
    cosine: distance === 'cosine' ? 1 : 0,
    codewords,
    prepared: arena.tensor('prepared codewords', 'f32', stride * dim),
    bias: arena.tensor('bias', 'f32', stride),
    norm2: arena.tensor('codeword norms', 'f32', stride),
    codeStride: stride,
  };
}

/** Brings the derived tensors up to date with `codewords`. */
export function prepareForAssign(device: Device, codebook: Codebook): void {
  const { codes, dim, codeStride, cosine, codewords, prepared, bias, norm2 } = codebook;
  device.run(prepareCodebook, {
    tensors: { codebook: codewords, prepared, bias, norm2 },
    params: { codes, dim, codeStride, cosine },
  });
}
