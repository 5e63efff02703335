import { roundUp } from '../../compute/kernel';
import { infoNceLength } from '../../nn/losses/info-nce-workspace';
import { Problem, toProblemDetail, type ProblemDetail } from '../../problem';
import type { ContrastiveConfig, QuantizerConfig } from '../config';
import { codeStride, DIM_ALIGN } from '../kernels/layout';
import { rqVaeOps, weightCount } from './ops';
import { stepCounts } from './step-counts';

const BYTES = 4;
/** Value, gradient and two moments. */
const COPIES = 4;
const MAX_WIDTH = 8192;
const MAX_HIDDEN = 8;
/** Five InfoNCE losses with their gradients. */
const CONTRAST_DISPATCHES = 5 * 17;

interface Shape {
  readonly rows: number;
  readonly dim: number;
  /** Pairs of items that are loaded for this config. */
  readonly pairs?: number;
}

/** What an RQ-VAE run needs: bytes at the peak, its largest binding, operations. */
export interface RqVaeNeeds {
  readonly bytes: number;
  readonly largestBinding: number;
  readonly dispatches: number;
  readonly flops: number;
}

export function rqVaeNeeds({ rows, dim, pairs = 0 }: Shape, config: QuantizerConfig): RqVaeNeeds {
  const { rqvae, codebookSizes, iterations } = config;
  const { largestRows, batchPairs, itemSteps, pairSteps } = stepCounts(
    rows,
    iterations,
    rqvae,
    pairs,
  );
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
  const activations = largestRows * (2 * hidden + 4 * input + (levels + 5) * latent);
  const distances = rqvae.sinkhornRounds > 0 ? largestRows * codeStride(widest) : 0;
  // Both sides' vectors, reconstructions and gradients, the gradients together, and the products.
  const contrast =
    batchPairs > 0 ? 8 * batchPairs * input + infoNceLength({ rows: batchPairs, cols: dim }) : 0;
  const products = batchPairs * roundUp(batchPairs, DIM_ALIGN);
  return {
    bytes: (shard + encoded + parameters + activations + distances + contrast) * BYTES,
    largestBinding:
      Math.max(shard, encoded, largestRows * input, distances, widest * latent, products) * BYTES,
    dispatches:
      iterations *
      ((itemSteps + pairSteps) * (60 + levels * (20 + 3 * rqvae.sinkhornRounds)) +
        pairSteps * CONTRAST_DISPATCHES),
    flops: rqVaeOps(rows, dim, config, pairs),
  };
}

/** A setting that no model can be built from, in words; null if all is well. */
export function rqVaeProblem(
  { dim, pairs = 0 }: Pick<Shape, 'dim' | 'pairs'>,
  { rqvae, ema, codebookSizes }: QuantizerConfig,
): ProblemDetail | null {
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
  if (rqvae.contrastive) {
    const contrast = contrastProblem(rqvae.contrastive, pairs);
    if (contrast) return contrast;
  }
  if (rqvae.sharedCodebook && codebookSizes.some((codes) => codes !== codebookSizes[0])) {
    return say(
      'One codebook for all levels cannot have several sizes.',
      'Choose one K for all levels, or a codebook for each.',
    );
  }
  return null;
}

function contrastProblem(
  { batchPairs, pairsPerItem }: ContrastiveConfig,
  pairs: number,
): ProblemDetail | null {
  if (pairs < 2) {
    return toProblemDetail(
      new Problem(
        'PAIRS_MISSING',
        'Contrastive training needs pairs of items, and those of this run are not loaded.',
        'Load user histories or a pairs file, or train without the contrast.',
      ),
    );
  }
  if (!Number.isInteger(batchPairs) || batchPairs < 2) {
    return say(
      `A batch of ${batchPairs} pairs has nothing to contrast.`,
      'Choose 2 or more; FORGE uses 2,048.',
    );
  }
  return pairsPerItem > 0 && Number.isFinite(pairsPerItem)
    ? null
    : say(`${pairsPerItem} pairs an item give no steps.`, 'FORGE has 2.3.');
}

function say(message: string, hint: string): ProblemDetail {
  return toProblemDetail(new Problem('RQVAE_CONFIG', message, hint));
}
