import type { Arena, Device } from '../../compute/device';
import { learningRate } from '../../nn/schedule';
import { paused } from '../../problem';
import type { JobContext } from '../assign';
import type { QuantizerConfig } from '../config';
import type { Matrix } from '../matrix';
import type { ProgressReporter } from '../progress';
import type { EpochReport, LearnedRun, LevelResult } from '../results';
import type { PreparedVectors } from '../vectors';
import { epochBatches } from './epoch-batches';
import { initCodebooks } from './init-codebooks';
import { createModel, initialiseNetworks, type RqVaeModel } from './model';
import { reconstructionError } from './reconstruct';
import { ShardPass } from './shard-pass';
import { ShardReport } from './shard-report';
import { loadState, saveState, type RqVaeState } from './state';
import { stepCounts, type StepCounts } from './step-counts';
import { trainStep } from './train-step';
import { weightsOf } from './weights';

/** The learning rate's end, as FORGE's cosine. */
const FLOOR = 1e-7;

export interface RqVaeJob {
  readonly context: JobContext;
  readonly config: QuantizerConfig;
  readonly vectors: PreparedVectors;
  /** [n][2] rows of the shard; of `contrastive` runs only. */
  readonly pairs: Uint32Array | null;
  readonly resume: RqVaeState | null;
  readonly progress: ProgressReporter;
  /** Once it fires, the run stops at the end of the epoch in hand. */
  readonly pause: AbortSignal | undefined;
  /** A checkpoint, after every epoch. */
  readonly onState: (state: RqVaeState) => void;
}

export interface RqVaeResult {
  readonly levels: readonly LevelResult[];
  readonly reconstruction: number;
  readonly learned: LearnedRun;
}

/** Trains an RQ-VAE on the whole shard and encodes it. Throws `CANCELLED`, `PAUSED`, `GPU_LOST`. */
export async function trainRqVae(job: RqVaeJob): Promise<RqVaeResult> {
  const { context, config, vectors } = job;
  const { device } = context;
  const { rows, dim } = vectors;
  const counts = stepCounts(rows, config.iterations, config.rqvae, pairCount(job.pairs));
  const arena = device.arena('rqvae');
  try {
    const inputScale = scaleOf(config, vectors);
    const shard = upload(job, arena, inputScale);
    const model = createModel(arena, config, dim, counts);
    const pass = new ShardPass(arena, shard, model, counts.batchRows);
    const report = new ShardReport(arena, config, pass, job.resume);
    await start(job, model, pass);
    if (job.resume?.epoch === config.iterations) await report.recall(context, model);
    for (let epoch = job.resume?.epoch ?? 0; epoch < config.iterations; epoch++) {
      await runEpoch(job, model, shard, counts, epoch);
      const isLast = epoch + 1 === config.iterations;
      const learned = await epochLosses(device, model, counts);
      await report.add(context, model, epoch + 1, learned, !isLast && revives(config));
      job.onState(await saveState(device, model, epoch + 1, report.state));
      job.progress.snapshot({ report: report.last, levels: report.levels });
      if (!isLast && job.pause?.aborted) throw paused(epoch + 1, config.iterations);
    }
    job.progress.set({ phase: 'Reconstructing' });
    const error = await reconstructionError(context, model, shard, pass, counts.batchRows, dim);
    return {
      levels: report.levels,
      reconstruction: error / (vectors.energy * inputScale ** 2),
      learned: {
        history: report.history satisfies readonly EpochReport[],
        weights: await weightsOf(device, model),
        inputScale,
      },
    };
  } finally {
    arena.dispose();
  }
}

/**
 * Revival is for nearest assignment. Sinkhorn gives every code its share of every batch, so none is
 * dead in training; moving one that no row has as its nearest to the farthest row would force that
 * share of the rows onto an outlier, and latents then grow without bound.
 */
export function revives({ reviveDeadCodes, rqvae }: QuantizerConfig): boolean {
  return reviveDeadCodes && rqvae.sinkhornRounds === 0;
}

/** One factor for all dims, so that they have unit variance on average. */
function scaleOf({ rqvae }: QuantizerConfig, { rows, dim, energy }: PreparedVectors): number {
  return rqvae.standardize ? Math.sqrt((rows * dim) / energy) : 1;
}

function upload({ context, vectors }: RqVaeJob, arena: Arena, scale: number): Matrix {
  const { rows, dimPadded: dim, values } = vectors;
  const shard: Matrix = { rows, dim, values: arena.tensor('shard', 'f32', rows * dim) };
  context.device.write(shard.values, scale === 1 ? values : values.map((x) => x * scale));
  return shard;
}

async function start(job: RqVaeJob, model: RqVaeModel, pass: ShardPass): Promise<void> {
  const { context, config, resume, progress } = job;
  if (resume) {
    loadState(context.device, model, resume);
    return;
  }
  progress.set({ phase: 'Initialising codebooks' });
  initialiseNetworks(model, context.device, config.seed);
  await pass.encode(context);
  await initCodebooks(context, config, model.codebooks, pass.residual);
  model.learner.load(context.device, []);
}

async function runEpoch(
  { context, config, vectors, pairs, progress }: RqVaeJob,
  model: RqVaeModel,
  shard: Matrix,
  counts: StepCounts,
  epoch: number,
): Promise<void> {
  const { perEpoch, total, warmup } = counts;
  const schedule = { peak: config.rqvae.learningRate, floor: FLOOR, warmUp: warmup, steps: total };
  progress.set({ phase: 'Training', level: 1, iteration: epoch + 1 });
  let step = epoch * perEpoch;
  for (const batch of epochBatches(vectors.rows, pairs, counts, config.seed, epoch)) {
    await trainStep(context, model, shard, batch, learningRate(schedule, step));
    step += 1;
  }
  await context.pacer.settle();
}

/** Means over the steps of an epoch. */
async function epochLosses(
  device: Device,
  { loss, contrast }: RqVaeModel,
  { itemSteps, pairSteps }: StepCounts,
): Promise<Pick<EpochReport, 'losses' | 'contrast'>> {
  const reconstruction = (await loss.total.take(device)) / itemSteps;
  if (!contrast) return { losses: { reconstruction } };
  const { losses, report } = await contrast.take(device, pairSteps);
  return { losses: { reconstruction, ...losses }, contrast: report };
}

function pairCount(pairs: Uint32Array | null): number {
  return (pairs?.length ?? 0) / 2;
}
