import type { Arena, Tensor } from '../compute/device';
import type { JobContext } from './assign';
import type { Codebook } from './codebook';
import { blockFarthest } from './kernels/block-farthest';
import { reviveCodes } from './kernels/revive-codes';
import type { Matrix } from './matrix';
import { MEMORY_OPS } from './pacer';

/** Codes moved after one iteration at most; the next iteration moves the rest. */
export const MAX_REVIVED = 64;
const MIN_BLOCK = 256;

/** Moves dead codes to the rows with the largest residual. */
export class Revival {
  /** [0] = codes moved, then the codes. */
  readonly revived: Tensor<'u32'>;
  readonly #block: number;
  readonly #farthest: Tensor<'u32'>;

  constructor(arena: Arena, rows: number) {
    this.#block = Math.max(MIN_BLOCK, Math.ceil(Math.sqrt(rows)));
    this.#farthest = arena.tensor('farthest', 'u32', Math.ceil(rows / this.#block));
    this.revived = arena.tensor('revived', 'u32', 1 + MAX_REVIVED);
  }

  /** Uses up `distortion`. `count` is of the assignment that `distortion` belongs to. */
  async run(
    { device, pacer }: JobContext,
    matrix: Matrix,
    codebook: Codebook,
    count: Tensor<'u32'>,
    distortion: Tensor<'f32'>,
  ): Promise<void> {
    const { rows, dim } = matrix;
    const farthest = this.#farthest;
    const block = this.#block;
    device.run(blockFarthest, { tensors: { distortion, farthest }, params: { rows, block } });
    device.run(reviveCodes, {
      tensors: {
        residual: matrix.values,
        count,
        distortion,
        farthest,
        codebook: codebook.codewords,
        revived: this.revived,
      },
      params: { rows, codes: codebook.codes, dim, block, limit: MAX_REVIVED },
    });
    await pacer.spend((rows + codebook.codes) * MEMORY_OPS);
  }
}
