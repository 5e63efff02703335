import { deriveSeed, randomOrder } from '../../compute/random';
import type { StepCounts } from './step-counts';

const BATCH_STREAM = 14;
const PAIR_STREAM = 15;
const KIND_STREAM = 16;

/** What one step learns from. */
export interface Batch {
  readonly kind: 'items' | 'pairs';
  /** Rows of the shard; of pairs first their one sides, then in the same order their others. */
  readonly rows: Uint32Array;
}

/**
 * The batches of an epoch. Items and pairs are each drawn without replacement, and batches of the two
 * kinds follow one another in random order (as FORGE's, seeded by the epoch), so that each kind comes
 * in proportion to its batches. `pairs`: [n][2] rows of the shard.
 */
export function* epochBatches(
  rows: number,
  pairs: Uint32Array | null,
  { batchRows, batchPairs, itemSteps, pairSteps, perEpoch }: StepCounts,
  seed: number,
  epoch: number,
): Generator<Batch> {
  const order = (count: number, taken: number, stream: number) =>
    randomOrder(count, taken, deriveSeed(seed, stream, epoch));
  const items = order(rows, itemSteps * batchRows, BATCH_STREAM);
  if (!pairs || pairSteps === 0) {
    for (let step = 0; step < itemSteps; step++) yield itemBatch(step);
    return;
  }
  const pairOrder = order(pairs.length / 2, pairSteps * batchPairs, PAIR_STREAM);
  for (const place of order(perEpoch, perEpoch, KIND_STREAM)) {
    yield place < itemSteps ? itemBatch(place) : pairBatch(pairs, place - itemSteps);
  }

  function itemBatch(step: number): Batch {
    return { kind: 'items', rows: items.slice(step * batchRows, (step + 1) * batchRows) };
  }

  function pairBatch(all: Uint32Array, step: number): Batch {
    const batch = new Uint32Array(2 * batchPairs);
    for (let i = 0; i < batchPairs; i++) {
      const pair = pairOrder[step * batchPairs + i] ?? 0;
      batch[i] = all[2 * pair] ?? 0;
      batch[batchPairs + i] = all[2 * pair + 1] ?? 0;
    }
    return { kind: 'pairs', rows: batch };
  }
}
