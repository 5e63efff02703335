import { deriveSeed, randomOrder } from '../../compute/random';
import { inputItems, type Samples } from './samples';

/** Batches are cut from as many at a time, sorted by length: little padding, and still random. */
const POOL_BATCHES = 64;

/** Samples in batches: batch b holds `order[b * batchSize]` and the following; the last may be short. */
export interface Batches {
  readonly order: Uint32Array;
  readonly batchSize: number;
}

/**
 * An epoch: all samples once in seeded random order, those of a batch about equally long. Shuffled,
 * cut into pools of 64 batches, each sorted by length, and the batches shuffled again; a short last
 * batch stays last. Depends on (seed, epoch) alone.
 */
export function epochBatches(
  samples: Samples,
  { batchSize, seed, epoch }: { batchSize: number; seed: number; epoch: number },
): Batches {
  const count = samples.targets.length;
  const epochSeed = deriveSeed(seed, epoch);
  const shuffled = randomOrder(count, count, deriveSeed(epochSeed, 0));
  const pool = POOL_BATCHES * batchSize;
  for (let begin = 0; begin < count; begin += pool) {
    const members = shuffled.subarray(begin, begin + pool);
    members.set(byLength(samples, members));
  }
  const full = Math.floor(count / batchSize);
  const order = shuffled.slice();
  for (const [to, from] of randomOrder(full, full, deriveSeed(epochSeed, 1)).entries()) {
    order.set(shuffled.subarray(from * batchSize, (from + 1) * batchSize), to * batchSize);
  }
  return { order, batchSize };
}

/** All samples once, shortest input first, ties in their order: for evaluation. */
export function orderedBatches(samples: Samples, batchSize: number): Batches {
  const all = Uint32Array.from({ length: samples.targets.length }, (_, sample) => sample);
  return { order: byLength(samples, all), batchSize };
}

export function batchCount({ order, batchSize }: Batches): number {
  return Math.ceil(order.length / batchSize);
}

/** The samples of one batch. A view: not to be changed. */
export function batchMembers({ order, batchSize }: Batches, batch: number): Uint32Array {
  return order.subarray(batch * batchSize, (batch + 1) * batchSize);
}

/** Stable, as one number holds length and place and numbers sort natively. */
function byLength(samples: Samples, members: Uint32Array): Uint32Array {
  const count = members.length;
  const keys = Float64Array.from(members, (sample, i) => inputItems(samples, sample) * count + i);
  return Uint32Array.from(keys.sort(), (key) => members[key % count]!);
}
