import type { RqVaeConfig } from '../config';

/** Steps of a run: whole batches only, as FORGE drops the last; a small shard is one batch. */
export interface StepCounts {
  /** Rows a step on items. */
  readonly batchRows: number;
  /** Pairs a step on pairs, of two rows each; 0 without any. */
  readonly batchPairs: number;
  /** Rows of the largest batch of either kind. */
  readonly largestRows: number;
  /** Of an epoch. */
  readonly itemSteps: number;
  readonly pairSteps: number;
  readonly perEpoch: number;
  readonly total: number;
  readonly warmup: number;
}

/** Warm-up never takes more than this share of a run, however short. */
const MAX_WARMUP = 1 / 3;

/** `pairs`: how many are loaded; used with `contrastive` only. */
export function stepCounts(
  rows: number,
  epochs: number,
  config: RqVaeConfig,
  pairs = 0,
): StepCounts {
  const batchRows = Math.min(config.batchRows, rows);
  const itemSteps = Math.max(1, Math.floor(rows / Math.max(1, batchRows)));
  const { batchPairs: asked = 0, pairsPerItem = 0 } = config.contrastive ?? {};
  const epochPairs = Math.min(pairs, Math.round(pairsPerItem * rows));
  const batchPairs = Math.min(asked, epochPairs);
  const pairSteps = batchPairs > 0 ? Math.floor(epochPairs / batchPairs) : 0;
  const perEpoch = itemSteps + pairSteps;
  const warmupEpochs = Math.min(config.warmupEpochs, epochs * MAX_WARMUP);
  return {
    batchRows,
    batchPairs,
    largestRows: Math.max(batchRows, 2 * batchPairs),
    itemSteps,
    pairSteps,
    perEpoch,
    total: perEpoch * epochs,
    warmup: Math.round(warmupEpochs * perEpoch),
  };
}
