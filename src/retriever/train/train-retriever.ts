import { deriveSeed } from '../../compute/random';
import { learningRate } from '../../nn/schedule';
import type { Step } from '../../nn/step';
import { Problem, throwIfCancelled } from '../../problem';
import { batchCount, batchMembers, epochBatches, orderedBatches } from '../samples/batches';
import type { Samples } from '../samples/samples';
import { tokenBatch, type TokenBatch } from '../samples/token-batch';
import { t5Parameters } from '../t5/config';
import type { RetrieverModel } from '../t5/model-file';
import type { RetrieverConfig } from './config';
import { Learner } from './learner';
import { loadState, saveState, type EpochLoss, type RetrieverState } from './state';
import type { TrainingData } from './training-data';

const WEIGHT_STREAM = 1;
const DROPOUT_STREAM = 2;
/** A checkpoint at least as often: what a lost device or a cancel may cost. */
const CHECKPOINT_MS = 10_000;

export interface RetrieverProgress {
  readonly step: number;
  readonly steps: number;
  readonly epoch: number;
  readonly epochs: number;
  /** Of the last step. */
  readonly loss: number;
  /** Of the epochs done. */
  readonly history: readonly EpochLoss[];
  readonly etaSeconds: number | null;
}

export interface RetrieverJob {
  /** Slices its work in `spend`. */
  readonly run: Step;
  readonly signal?: AbortSignal | undefined;
  readonly config: RetrieverConfig;
  readonly data: TrainingData;
  readonly resume: RetrieverState | null;
  readonly onProgress: (progress: RetrieverProgress) => void;
  /** A checkpoint of finite values, after every epoch and every ten seconds. */
  readonly onState: (state: RetrieverState) => void;
}

export interface TrainedRetriever extends RetrieverModel {
  readonly history: RetrieverState['history'];
}

/** Steps of an epoch: all samples once, `accumulate` batches a step. */
export function stepsPerEpoch({ batchSize, accumulate }: RetrieverConfig, samples: number): number {
  return Math.ceil(Math.ceil(samples / batchSize) / accumulate);
}

/**
 * Trains a sequence model over SIDs on next items. Throws `CANCELLED`, `GPU_LOST`, and
 * `RETRIEVER_DIVERGED` where the loss is no longer a number; the last checkpoint then still holds.
 */
export async function trainRetriever(job: RetrieverJob): Promise<TrainedRetriever> {
  const { run, config, data, resume } = job;
  const { device } = run;
  const arena = device.arena('retriever');
  try {
    const learner = new Learner(arena, config, data.vocabulary, device.info);
    if (resume) loadState(device, learner, resume);
    else learner.model.initialise(device, deriveSeed(config.seed, WEIGHT_STREAM));
    const steps = [...(resume?.history.steps ?? [])];
    const epochs = [...(resume?.history.epochs ?? [])];
    await runSteps(job, learner, steps, epochs);
    const state = await saveState(device, learner, { steps, epochs });
    if (!state) throw diverged(steps.length);
    return { ...modelOf(learner, data, config, state), history: state.history };
  } finally {
    arena.dispose();
  }
}

async function runSteps(
  job: RetrieverJob,
  learner: Learner,
  steps: number[],
  epochs: EpochLoss[],
): Promise<void> {
  const { run, config, data } = job;
  const perEpoch = stepsPerEpoch(config, data.training.targets.length);
  const total = perEpoch * config.epochs;
  const warmUp = Math.round(config.warmUp * total);
  const schedule = { peak: config.learningRate, floor: 0, warmUp, steps: total };
  const started = performance.now();
  const first = steps.length;
  let saved = started;
  const save = async () => {
    const state = await saveState(run.device, learner, { steps, epochs });
    if (!state) throw diverged(steps.length);
    job.onState(state);
    saved = performance.now();
  };
  let batchesOf = epochSteps(job, Math.floor(first / perEpoch));
  for (let step = first; step < total; step++) {
    const inEpoch = step % perEpoch;
    const epoch = Math.floor(step / perEpoch);
    if (inEpoch === 0) batchesOf = epochSteps(job, epoch);
    const loss = await learner.step(run, batchesOf(inEpoch), {
      learningRate: learningRate(schedule, step),
      seed: deriveSeed(config.seed, DROPOUT_STREAM, step),
    });
    if (!Number.isFinite(loss)) throw diverged(step + 1);
    steps.push(loss);
    const isLast = inEpoch + 1 === perEpoch;
    if (isLast) epochs.push(await epochLoss(job, learner, steps.slice(-perEpoch)));
    // Before it is told, so that who hears of an epoch finds its checkpoint.
    if (isLast || performance.now() - saved > CHECKPOINT_MS) await save();
    const seconds = (performance.now() - started) / 1000;
    job.onProgress({
      ...{ step: step + 1, steps: total, epoch: epoch + 1, epochs: config.epochs, loss },
      history: epochs,
      etaSeconds: (seconds / (step + 1 - first)) * (total - step - 1),
    });
    throwIfCancelled(job.signal);
  }
}

/** The batches of every step of an epoch: a function of seed and epoch alone. */
function epochSteps({ config, data }: RetrieverJob, epoch: number) {
  const { batchSize, accumulate, seed } = config;
  const batches = epochBatches(data.training, { batchSize, seed, epoch });
  return (step: number): TokenBatch[] => {
    const begin = step * accumulate;
    const end = Math.min(begin + accumulate, batchCount(batches));
    return Array.from({ length: end - begin }, (_, i) =>
      toTokens(data, data.training, batchMembers(batches, begin + i)),
    );
  };
}

function toTokens(
  { vocabulary, sids }: TrainingData,
  samples: Samples,
  members: Uint32Array,
): TokenBatch {
  return tokenBatch(vocabulary, sids, samples, members);
}

async function epochLoss(
  { run, config, data }: RetrieverJob,
  learner: Learner,
  steps: readonly number[],
): Promise<EpochLoss> {
  const batches = orderedBatches(data.validation, config.batchSize);
  const all = Array.from({ length: batchCount(batches) }, (_, batch) =>
    toTokens(data, data.validation, batchMembers(batches, batch)),
  );
  return {
    training: steps.reduce((sum, loss) => sum + loss, 0) / steps.length,
    validation: await learner.evaluate(run, all),
  };
}

function modelOf(
  { model }: Learner,
  { vocabulary }: TrainingData,
  { maxItems }: RetrieverConfig,
  { parameters }: RetrieverState,
): RetrieverModel {
  const named = t5Parameters(model.config).map(
    ({ name }, i) => [name, parameters[i]!.value] as const,
  );
  return { config: model.config, weights: new Map(named), vocabulary, maxItems };
}

function diverged(step: number): Problem {
  return new Problem(
    'RETRIEVER_DIVERGED',
    `The loss is no longer a number at step ${step}.`,
    'Lower the learning rate or the largest gradient norm; the checkpoint from before is kept.',
  );
}
