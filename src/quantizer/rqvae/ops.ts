import { infoNceOps } from '../../nn/losses/info-nce';
import type { QuantizerConfig, RqVaeConfig } from '../config';
import { assignFlop } from '../kernels/assign-codes';
import { MEMORY_OPS } from '../pacer';
import { stepCounts } from './step-counts';

/** What a Sinkhorn round costs an entry of the distance matrix, both halves. */
const SINKHORN_OPS = 48;

/** Weights of encoder and decoder, biases apart. */
export function weightCount(dim: number, { hidden, latentDim }: RqVaeConfig): number {
  const widths = [dim, ...hidden, latentDim];
  const encoder = widths.slice(1).reduce((sum, width, i) => sum + width * (widths[i] ?? 0), 0);
  return 2 * encoder;
}

/** Operations of one step on rows: 2 a weight and row forward, 4 backward, and the quantizer's. */
export function stepOps(dim: number, batchRows: number, config: QuantizerConfig): number {
  const { rqvae, codebookSizes } = config;
  const weights = weightCount(dim, rqvae);
  const first = dim * (rqvae.hidden[0] ?? rqvae.latentDim);
  const quantizer = codebookSizes.reduce(
    (sum, codes) =>
      sum +
      assignFlop(batchRows, rqvae.latentDim, codes) +
      rqvae.sinkhornRounds * batchRows * codes * SINKHORN_OPS +
      4 * (batchRows + codes) * rqvae.latentDim * MEMORY_OPS,
    0,
  );
  // The first layer's input needs no gradient.
  return batchRows * (6 * weights - 2 * first) + quantizer + 4 * weights * MEMORY_OPS;
}

/** Operations of one step on pairs: that of their rows, and the five products of the contrast. */
function pairStepOps(dim: number, batchPairs: number, config: QuantizerConfig): number {
  const shape = { rows: batchPairs, cols: dim };
  const contrast = infoNceOps(shape, false) + 4 * infoNceOps(shape, true);
  return stepOps(dim, 2 * batchPairs, config) + contrast + 8 * batchPairs * dim * MEMORY_OPS;
}

/** Operations of a run, in the units that the pacer is paid in; for progress and the plan. */
export function rqVaeOps(rows: number, dim: number, config: QuantizerConfig, pairs = 0): number {
  const counts = stepCounts(rows, config.iterations, config.rqvae, pairs);
  const encode =
    rows * weightCount(dim, config.rqvae) +
    config.codebookSizes.reduce(
      (sum, codes) => sum + assignFlop(rows, config.rqvae.latentDim, codes),
      0,
    );
  const steps =
    counts.itemSteps * stepOps(dim, counts.batchRows, config) +
    counts.pairSteps * pairStepOps(dim, counts.batchPairs, config);
  return config.iterations * (steps + encode);
}
