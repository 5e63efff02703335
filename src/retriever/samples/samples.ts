import type { Histories } from '../split/histories';
import { targetPosition, type HeldOut, type Split } from '../split/leave-one-out';

/**
 * Next-item samples, as positions in the histories: sample i predicts `histories.rows[targets[i]]`
 * from the rows at `begins[i]` to `targets[i]` (excluded), which is never empty.
 */
export interface Samples {
  readonly histories: Histories;
  readonly users: Uint32Array;
  readonly begins: Uint32Array;
  readonly targets: Uint32Array;
}

/**
 * One sample for every item of a training prefix but the first (a sliding window): users ascending,
 * targets oldest first. The input is the `maxItems` items before the target, or all that there are.
 */
export function trainingSamples(split: Split, maxItems: number): Samples {
  const { histories, trainEnds } = split;
  const { starts } = histories;
  const count = trainEnds.reduce((sum, end, user) => sum + Math.max(0, end - starts[user]! - 1), 0);
  const samples = emptySamples(histories, count);
  let sample = 0;
  for (const [user, end] of trainEnds.entries()) {
    for (let target = starts[user]! + 1; target < end; target++) {
      setSample(samples, sample++, user, target, maxItems);
    }
  }
  return samples;
}

/** One sample an evaluated user: the held-out item from the `maxItems` before it. */
export function heldOutSamples(split: Split, part: HeldOut, maxItems: number): Samples {
  const samples = emptySamples(split.histories, split.evaluated.length);
  for (const [sample, user] of split.evaluated.entries()) {
    setSample(samples, sample, user, targetPosition(split, user, part), maxItems);
  }
  return samples;
}

/** Items in the input of a sample. */
export function inputItems({ begins, targets }: Samples, sample: number): number {
  return targets[sample]! - begins[sample]!;
}

/** Items of the user before the target, though the input may hold fewer. */
export function itemsBefore({ histories, users, targets }: Samples, sample: number): number {
  return targets[sample]! - histories.starts[users[sample]!]!;
}

function emptySamples(histories: Histories, count: number): Samples {
  const column = () => new Uint32Array(count);
  return { histories, users: column(), begins: column(), targets: column() };
}

function setSample(
  { histories, users, begins, targets }: Samples,
  sample: number,
  user: number,
  target: number,
  maxItems: number,
): void {
  users[sample] = user;
  begins[sample] = Math.max(histories.starts[user]!, target - maxItems);
  targets[sample] = target;
}
