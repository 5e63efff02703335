import { roundUp } from '../../compute/kernel';
import { measureArena } from '../../compute/measuring-arena';
import { Problem, toProblemDetail, type ProblemDetail } from '../../problem';
import type { ContrastiveConfig, QuantizerConfig } from '../config';
import { DIM_ALIGN } from '../kernels/layout';
import { levelBytes } from '../level-bytes';
import { createModel } from './model';
import { rqVaeOps } from './ops';
import { ShardPass } from './shard-pass';
import { ShardReport } from './shard-report';
import { stepCounts } from './step-counts';

const BYTES = 4;
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
  const counts = stepCounts(rows, iterations, rqvae, pairs);
  const { batchRows, itemSteps, pairSteps } = counts;
  const input = roundUp(dim, DIM_ALIGN);
  // On an arena that only adds up, so that it is what training then allocates.
  const held = measureArena((arena) => {
    // One that cannot be built is refused by its settings.
    if (rqVaeProblem({ dim, pairs }, config)) return;
    const shard = { rows, dim: input, values: arena.tensor('shard', 'f32', rows * input) };
    const pass = new ShardPass(arena, shard, createModel(arena, config, dim, counts), batchRows);
    new ShardReport(arena, config, pass, null);
  });
  const latent = roundUp(rqvae.latentDim, DIM_ALIGN);
  const levels = codebookSizes.length;
  // Codebooks are fitted one after another, long before the reconstruction is measured.
  const fits = codebookSizes.map((codes) => levelBytes(rows, latent, codes, config));
  const fitted = rqvae.init === 'kmeans' ? fits : [];
  const reconstruction = batchRows * (input + latent + 1) * BYTES;
  return {
    bytes: held.bytes + Math.max(reconstruction, ...fitted.map(({ fitting }) => fitting)),
    largestBinding: Math.max(held.largestBinding, ...fitted.map(({ largest }) => largest)),
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
