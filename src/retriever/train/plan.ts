import type { DeviceInfo } from '../../compute/device';
import { measureArena } from '../../compute/measuring-arena';
import type { Step } from '../../nn/step';
import { Problem } from '../../problem';
import { batchCount, batchMembers, epochBatches, type Batches } from '../samples/batches';
import { inputItems, type Samples } from '../samples/samples';
import { tokenBatch } from '../samples/token-batch';
import { t5Parameters } from '../t5/config';
import type { RetrieverConfig } from './config';
import { Learner } from './learner';
import { stepsPerEpoch } from './train-retriever';
import type { TrainingData } from './training-data';

export interface RetrieverPlan {
  /** Numbers that are trained. */
  readonly parameters: number;
  readonly vocabulary: number;
  /** On the device, at the peak: exactly what training allocates. */
  readonly bytes: number;
  /** Of the largest tensor, which the device must bind as a whole. */
  readonly largestBinding: number;
  readonly samples: number;
  /** Validation users. */
  readonly users: number;
  /** Interactions left out, as their items have no SID. */
  readonly unknown: number;
  readonly stepsPerEpoch: number;
  readonly steps: number;
}

/** What training takes, before it starts; pure. Throws `RETRIEVER_MEMORY`. */
export function planRetriever(
  config: RetrieverConfig,
  data: TrainingData,
  info: Pick<DeviceInfo, 'software' | 'limits'>,
): RetrieverPlan {
  const { vocabulary, training, validation, unknown } = data;
  const limit = Math.min(
    info.limits['maxStorageBufferBindingSize'] ?? Infinity,
    info.limits['maxBufferSize'] ?? Infinity,
  );
  const needsOf = (given: RetrieverConfig) =>
    measureArena((arena) => new Learner(arena, given, vocabulary, info));
  const needs = needsOf(config);
  if (needs.largestBinding > limit) {
    const fits = (batchSize: number) => needsOf({ ...config, batchSize }).largestBinding <= limit;
    throw tooLarge(config, fits, needs.largestBinding, limit);
  }
  const samples = training.targets.length;
  const perEpoch = stepsPerEpoch(config, samples);
  const shapes = t5Parameters({ ...config.model, vocabSize: vocabulary.size });
  return {
    parameters: shapes.reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b, 1), 0),
    vocabulary: vocabulary.size,
    ...needs,
    ...{ samples, users: validation.targets.length, unknown },
    ...{ stepsPerEpoch: perEpoch, steps: perEpoch * config.epochs },
  };
}

/**
 * Seconds of an epoch on this device, validation apart, from a step that is tried on a model of its
 * own: one before it warms up. Batches of other lengths count by their tokens.
 */
export async function measureEpoch(
  run: Step,
  config: RetrieverConfig,
  data: TrainingData,
): Promise<number> {
  const arena = run.device.arena('retriever trial');
  try {
    const { training, vocabulary, sids } = data;
    const learner = new Learner(arena, config, vocabulary, run.device.info);
    learner.model.initialise(run.device, 0);
    const { batchSize, seed } = config;
    const batches = epochBatches(training, { batchSize, seed, epoch: 0 });
    const batch = tokenBatch(vocabulary, sids, training, batchMembers(batches, 0));
    const settings = { learningRate: config.learningRate, seed: 0 };
    await learner.step(run, [batch], settings);
    const started = performance.now();
    await learner.step(run, [batch], settings);
    const seconds = (performance.now() - started) / 1000;
    return (seconds * paddedItems(training, batches)) / longest(training, batches, 0);
  } finally {
    arena.dispose();
  }
}

/** Items of a batch as padded to its longest input. */
function longest(samples: Samples, batches: Batches, batch: number): number {
  const members = batchMembers(batches, batch);
  return members.length * members.reduce((top, s) => Math.max(top, inputItems(samples, s)), 1);
}

function paddedItems(samples: Samples, batches: Batches): number {
  let items = 0;
  for (let batch = 0; batch < batchCount(batches); batch++) {
    items += longest(samples, batches, batch);
  }
  return items;
}

function tooLarge(
  config: RetrieverConfig,
  fits: (batchSize: number) => boolean,
  needed: number,
  limit: number,
): Problem {
  let batchSize = config.batchSize - 1;
  while (batchSize > 0 && !fits(batchSize)) batchSize = Math.floor(batchSize / 2);
  const mib = (bytes: number) => `${Math.ceil(bytes / 2 ** 20).toLocaleString('en-US')} MiB`;
  return new Problem(
    'RETRIEVER_MEMORY',
    `The largest tensor of this model takes ${mib(needed)}; this device binds up to ${mib(limit)}.`,
    batchSize > 0
      ? `Use batches of ${batchSize} and accumulate the gradients of several.`
      : 'Use fewer codes a level, or a smaller model.',
  );
}
