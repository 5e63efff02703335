import type { Arena, Tensor } from '../compute/device';
import { deriveSeed } from '../compute/random';
import { unpad } from './vectors';
import { extendMetrics, type PrefixState } from '../sid/metrics';
import { liveLevelMetrics } from '../sid/level-metrics';
import { assignRows, createAssignment, type JobContext } from './assign';
import { BalancedPass } from './balanced/balanced-pass';
import { fitBalanced } from './balanced/fit-balanced';
import { PRICE_ROUNDS } from './balanced/rounds';
import { BlockSum } from './block-sum';
import { createCodebook, type Codebook } from './codebook';
import { fitEma } from './ema';
import type { FitState, IterationReport } from './fit';
import { fittedMatrix, type Fitting } from './fitted-matrix';
import { rowFidelity } from './kernels/row-fidelity';
import { subtractCodewords } from './kernels/subtract-codewords';
import type { TrainedLevel } from './level-cache';
import { fitLloyd } from './lloyd';
import type { Matrix } from './matrix';
import { MEMORY_OPS } from './pacer';
import { seedCodebook } from './seeding';

/** A level's codewords from elsewhere, [K][padded dim], and how they came about. */
export interface GivenLevel {
  readonly codewords: Float32Array;
  /** Relative distortion after each iteration. */
  readonly history: readonly number[];
}

/** Its residual goes in as the level before has left it, and comes out as this one does. */
export interface LevelJob extends Fitting {
  /** sum |x - mean(x)|^2. */
  readonly energy: number;
  /** Codewords that are not to be trained. */
  readonly given: GivenLevel | null;
  readonly previous: PrefixState | null;
  readonly resume: FitState | null;
  readonly onState: (state: FitState) => void;
}

/** Trains one level on the residual unless its codewords are given, encodes all rows with it and steps the residual on. */
export async function trainLevel(job: LevelJob): Promise<TrainedLevel> {
  const { context, config, level, residual, energy, progress } = job;
  const { device } = context;
  const started = performance.now();
  const codes = config.codebookSizes[level] ?? 0;
  const arena = device.arena(`level ${level + 1}`);
  try {
    const codebook = createCodebook(arena, codes, residual.dim, config.distance);
    if (job.given) device.write(codebook.codewords, job.given.codewords);
    const fitted = job.given
      ? { history: job.given.history, revived: 0, prices: null }
      : await fitCodebook(job, await fittedMatrix(job, arena), codebook);
    progress.set({ phase: 'Encoding', level: level + 1 });
    const code = await encodeRows(job, arena, codebook, fitted.prices);
    await stepResidual(context, residual, codebook, code);

    const measured = await measureFidelity(context, job.vectors, residual);
    const codeValues = await device.read(code);
    const extended = extendMetrics(job.previous, codeValues, codes);
    return {
      prefixes: extended.state,
      result: {
        codebookSize: codes,
        codes: codeValues,
        codebook: unpad(await device.read(codebook.codewords), residual.dim, job.dim),
        metrics: extended.level,
        residualEnergy: measured.energy / energy,
        meanCosine: measured.cosine / residual.rows,
        sid: extended.sid,
        seconds: (performance.now() - started) / 1000,
        history: fitted.history,
        revived: fitted.revived,
        reused: false,
      },
    };
  } finally {
    arena.dispose();
  }
}

/** Codes of all rows: the nearest, or under a capacity if training ended at prices. */
async function encodeRows(
  { context, residual }: LevelJob,
  arena: Arena,
  codebook: Codebook,
  prices: Float32Array | null,
): Promise<Tensor<'u32'>> {
  if (prices) {
    const pass = new BalancedPass(context, arena, residual, codebook, prices);
    await pass.assign(PRICE_ROUNDS.encoding);
    return pass.assignment.code;
  }
  const assignment = createAssignment(arena, residual.rows);
  await assignRows(context, residual, codebook, assignment);
  return assignment.code;
}

/** residual_i -= codeword of code_i. */
export async function stepResidual(
  { device, pacer }: JobContext,
  residual: Matrix,
  codebook: Pick<Codebook, 'codewords'>,
  code: Tensor<'u32'>,
): Promise<void> {
  const { rows, dim } = residual;
  device.run(subtractCodewords, {
    tensors: { codebook: codebook.codewords, code, residual: residual.values },
    params: { rows, dim },
  });
  await pacer.spend(rows * dim * MEMORY_OPS);
  await pacer.settle();
}

async function fitCodebook(
  { context, config, level, residual, resume, progress, onState, ...job }: LevelJob,
  matrix: Matrix,
  codebook: Codebook,
): Promise<{ history: readonly number[]; revived: number; prices: Float32Array | null }> {
  const seed = deriveSeed(config.seed, level);
  // Paths of a beam may be more vectors than there are rows.
  const energy = job.energy * (matrix.rows / residual.rows);
  if (resume) {
    context.device.write(codebook.codewords, resume.codewords);
  } else {
    progress.set({ phase: 'Seeding', level: level + 1, iteration: 0 });
    await seedCodebook(context, matrix, codebook, seed);
  }
  let history = resume?.history ?? [];
  let revived = resume?.revived ?? 0;
  const onIteration = ({ iteration, counts, distortion, state, moved }: IterationReport) => {
    history = [...history, distortion];
    revived += moved;
    if (state) onState(state);
    progress.set({
      iteration: Math.min(iteration + 1, config.iterations),
      live: { metrics: liveLevelMetrics(counts), residualEnergy: distortion / energy },
    });
    progress.tick(context.pacer.spent);
  };
  progress.set({
    phase: 'Assigning',
    level: level + 1,
    iteration: Math.min((resume?.iteration ?? 0) + 1, config.iterations),
  });
  const fit = { context, config, matrix, codebook, seed, resume, onIteration };
  const prices = config.method === 'balanced' ? await fitBalanced(fit) : null;
  if (!prices) await (config.method === 'ema' ? fitEma(fit) : fitLloyd(fit));
  return { history: history.map((distortion) => distortion / energy), revived, prices };
}

/** sum |residual|^2, and sum of cos(vector, vector - residual), over the rows. */
export async function measureFidelity(
  { device }: JobContext,
  vectors: Tensor<'f32'>,
  residual: Matrix,
): Promise<{ energy: number; cosine: number }> {
  const { rows, dim } = residual;
  const arena = device.arena('fidelity');
  try {
    const energy = arena.tensor('energy', 'f32', rows);
    const cosine = arena.tensor('cosine', 'f32', rows);
    const sum = new BlockSum(arena, rows);
    device.run(rowFidelity, {
      tensors: { vector: vectors, residual: residual.values, energy, cosine },
      params: { rows, dim },
    });
    return { energy: await sum.total(device, energy), cosine: await sum.total(device, cosine) };
  } finally {
    arena.dispose();
  }
}
