import { roundUp } from '../../compute/kernel';
import { Problem, toProblemDetail, type ProblemDetail } from '../../problem';
import type { QuantizerConfig } from '../config';
import { codeStride, DIM_ALIGN } from '../kernels/layout';
import { rqVaeOps, weightCount } from './ops';
import { stepCounts } from './step-counts';

const BYTES = 4;
/** Value, gradient and two moments. */
const COPIES = 4;
const MAX_WIDTH = 8192;
const MAX_HIDDEN = 8;

interface Shape {
  readonly rows: number;
  readonly dim: number;
}

/** What an RQ-VAE run needs: bytes at the peak, its largest binding, operations. */
export interface RqVaeNeeds {
  readonly bytes: number;
  readonly largestBinding: number;
  readonly dispatches: number;
  readonly flops: number;
}

export function rqVaeNeeds({ rows, dim }: Shape, config: QuantizerConfig): RqVaeNeeds {
  const { rqvae, codebookSizes } = config;
  const { batchRows, total } = stepCounts(rows, config.iterations, rqvae);
  const latent = roundUp(rqvae.latentDim, DIM_ALIGN);
  const input = roundUp(dim, DIM_ALIGN);
  const widest = Math.max(1, ...codebookSizes);
  const levels = codebookSizes.length;
  const shard = rows * input;
  // Latents and their residual, and eight numbers a row for encoding, revival and measures.
  const encoded = rows * (2 * latent + 8);
  const parameters =
    COPIES * (weightCount(dim, rqvae) + codebookSizes.reduce((a, b) => a + b) * latent);
  // Outputs and gradients of every layer, activations apart, twice (encoder and decoder).
  const hidden = rqvae.hidden.reduce((sum, width) => sum + 4 * width, 0);
  const activations = batchRows * (2 * hidden + 4 * input + (levels + 5) * latent);
  const distances = rqvae.sinkhornRounds > 0 ? batchRows * codeStride(widest) : 0;
  return {
    bytes: (shard + encoded + parameters + activations + distances) * BYTES,
    largestBinding: Math.max(shard, encoded, batchRows * input, distances, widest * latent) * BYTES,
    dispatches: total * (60 + levels * (20 + 3 * rqvae.sinkhornRounds)),
    flops: rqVaeOps(rows, dim, config),
  };
}

/** A setting that no model can be built from, in words; null if all is well. */
export function rqVaeProblem(
  { dim }: Pick<Shape, 'dim'>,
  { rqvae, ema, codebookSizes }: QuantizerConfig,
): ProblemDetail | null {
  const say = (message: string, hint: string) =>
    toProblemDetail(new Problem('RQVAE_CONFIG', message, hint));
  const isWidth = (width: number) => Number.isInteger(width) && width >= 1 && width <= MAX_WIDTH;
  if (rqvae.hidden.length > MAX_HIDDEN || !rqvae.hidden.every(isWidth)) {
    return say(
      `The hidden layers [${rqvae.hidden.join(', ')}] cannot be built: up to ${MAX_HIDDEN} widths from 1 to ${MAX_WIDTH}.`,
      'FORGE uses 256, 256.',
    );
  }
  if (!isWidth(rqvae.latentDim)) {
    return say(`A latent of ${rqvae.latentDim} dimensions cannot be built.`, 'FORGE uses 64.');
  }
  if (rqvae.residual && rqvae.latentDim !== dim) {
    return say(
      `A residual encoder keeps the ${dim} dims of the vectors; a latent of ${rqvae.latentDim} does not fit.`,
      `Set the latent to ${dim} dims.`,
    );
  }
  if (!Number.isInteger(rqvae.batchRows) || rqvae.batchRows < 1) {
    return say(`A batch of ${rqvae.batchRows} rows cannot be trained.`, 'FORGE uses 2,048.');
  }
  if (!(rqvae.learningRate > 0) || !Number.isFinite(rqvae.learningRate)) {
    return say(
      `The learning rate ${rqvae.learningRate} does not move anything.`,
      'FORGE uses 0.002.',
    );
  }
  if (!(ema.decay > 0 && ema.decay < 1)) {
    return say(`The decay ${ema.decay} is not between 0 and 1.`, 'FORGE uses 0.99.');
  }
  if (rqvae.sharedCodebook && codebookSizes.some((codes) => codes !== codebookSizes[0])) {
    return say(
      'One codebook for all levels cannot have several sizes.',
      'Choose one K for all levels, or a codebook for each.',
    );
  }
  return null;
}
