import type { Arena, Tensor } from '../../compute/device';
import { addScaled } from '../../nn/kernels/add-scaled';
import { assignRows, createAssignment, type Assignment, type JobContext } from '../assign';
import type { Codebook } from '../codebook';
import type { QuantizerConfig } from '../config';
import { rotateGradient } from '../kernels/rotate-gradient';
import { subtractCodewords } from '../kernels/subtract-codewords';
import type { Matrix } from '../matrix';
import { MEMORY_OPS } from '../pacer';
import type { SinkhornAssign } from './sinkhorn-assign';

/** One level of a batch: its codes, and the residual that it leaves. */
export interface BatchLevel {
  readonly codebook: Codebook;
  readonly assignment: Assignment;
  /** Before the level: of level 1 the latents themselves. [rows][latent] */
  readonly input: Tensor<'f32'>;
  /** r_l = z - Q_l; after `backward` the sum of r_l and all residuals below. */
  readonly residual: Tensor<'f32'>;
}

/** Quantizes batches of latents in training, and passes gradients back through. */
export class BatchQuantizer {
  readonly levels: readonly BatchLevel[];
  /** Q_L, the decoder's input. [rows][latent] */
  readonly quantized: Tensor<'f32'>;
  readonly #config: QuantizerConfig;
  readonly #latent: Tensor<'f32'>;
  readonly #dim: number;
  readonly #sinkhorn: SinkhornAssign | null;

  /** For batches of up to `rows` rows. Without `sinkhorn` each row gets its nearest code. */
  constructor(
    arena: Arena,
    config: QuantizerConfig,
    codebooks: readonly Codebook[],
    rows: number,
    sinkhorn: SinkhornAssign | null,
  ) {
    const dim = codebooks[0]?.dim ?? 0;
    const latent = arena.tensor('latent', 'f32', rows * dim);
    this.#config = config;
    this.#latent = latent;
    this.#dim = dim;
    this.#sinkhorn = sinkhorn;
    this.quantized = arena.tensor('quantized', 'f32', rows * dim);
    const levels: BatchLevel[] = [];
    for (const codebook of codebooks) {
      levels.push({
        codebook,
        assignment: createAssignment(arena, rows),
        input: levels.at(-1)?.residual ?? latent,
        residual: arena.tensor('batch residual', 'f32', rows * dim),
      });
    }
    this.levels = levels;
  }

  /** Codes and residuals of every level, and `quantized`, of the encoder's output. */
  async forward(context: JobContext, latent: Tensor<'f32'>, rows: number): Promise<void> {
    const { device, pacer } = context;
    const dim = this.#dim;
    const count = rows * dim;
    device.copy(latent, this.#latent, count);
    for (const { codebook, assignment, input, residual } of this.levels) {
      const matrix: Matrix = { rows, dim, values: input };
      if (this.#sinkhorn) await this.#sinkhorn.assign(context, matrix, codebook, assignment);
      else await assignRows(context, matrix, codebook, assignment);
      device.copy(input, residual, count);
      device.run(subtractCodewords, {
        tensors: { codebook: codebook.codewords, code: assignment.code, residual },
        params: { rows, dim },
      });
      await pacer.spend(2 * count * MEMORY_OPS);
    }
    const last = this.levels.at(-1)?.residual;
    device.copy(latent, this.quantized, count);
    if (last) this.#add(context, last, this.quantized, count, -1);
  }

  /**
   * Turns the decoder's gradient of `quantized` into the encoder's, in place: through the
   * estimator, plus w1 |z - sg(Q_l)|^2 of the commitment loss, mean over rows, dims and levels.
   * Leaves in each level's `residual` the sum of its own and all deeper residuals, which is what
   * the w2 term's gradient of its codewords sums up.
   */
  async backward(context: JobContext, gradient: Tensor<'f32'>, rows: number): Promise<void> {
    const { device, pacer } = context;
    const { estimator, commitment } = this.#config.rqvae;
    const dim = this.#dim;
    const count = rows * dim;
    if (estimator === 'rotation') {
      device.run(rotateGradient, {
        tensors: { latent: this.#latent, quantized: this.quantized, gradient },
        params: { rows, dim },
      });
    }
    for (let l = this.levels.length - 2; l >= 0; l--) {
      const deeper = this.levels[l + 1];
      const level = this.levels[l];
      if (level && deeper) this.#add(context, deeper.residual, level.residual, count, 1);
    }
    const first = this.levels[0]?.residual;
    if (first) this.#add(context, first, gradient, count, commitment[0] * this.meanFactor(rows));
    await pacer.spend((this.levels.length + 2) * count * MEMORY_OPS);
  }

  /** d/dx of the mean of x^2 over rows, real dims and levels, per x. */
  meanFactor(rows: number): number {
    return 2 / (rows * this.#config.rqvae.latentDim * this.levels.length);
  }

  #add(
    { device }: JobContext,
    addend: Tensor<'f32'>,
    total: Tensor<'f32'>,
    count: number,
    scale: number,
  ): void {
    device.run(addScaled, { tensors: { addend, total }, params: { count, scale } });
  }
}
