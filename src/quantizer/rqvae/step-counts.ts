import type { RqVaeConfig } from '../config';

/** Steps of a run: whole batches only, as FORGE drops the last; a small shard is one batch. */
export interface StepCounts {
  /** Rows a step. */
  readonly batchRows: number;
  readonly perEpoch: number;
  readonly total: number;
  readonly warmup: number;
}

/** Warm-up never takes more than this share of a run, however short. */
const MAX_WARMUP = 1 / 3;

export function stepCounts(rows: number, epochs: number, config: RqVaeConfig): StepCounts {
  const batchRows = Math.min(config.batchRows, rows);
  const perEpoch = Math.max(1, Math.floor(rows / Math.max(1, batchRows)));
  const warmupEpochs = Math.min(config.warmupEpochs, epochs * MAX_WARMUP);
  return {
    batchRows,
    perEpoch,
    total: perEpoch * epochs,
    warmup: Math.round(warmupEpochs * perEpoch),
  };
}
