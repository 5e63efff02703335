import type { Arena, Device } from '../../compute/device';
import { deriveSeed } from '../../compute/random';
import { throwIfCancelled } from '../../problem';
import { prepareKernels } from '../all-kernels';
import type { JobContext } from '../assign';
import { createCodebook } from '../codebook';
import type { QuantizerConfig } from '../config';
import { fitLloyd } from '../lloyd';
import type { Matrix } from '../matrix';
import { dimOf, type RowSource } from '../row-source';
import { seedCodebook } from '../seeding';
import { uploadCodebooks } from '../upload-codebooks';
import { prepareBeam } from './beam-kernels';
import { sampleBeamResiduals, type SampleOptions } from './sample-residuals';

/** FAISS's `max_points_per_centroid`. */
const POINTS_PER_CODE = 256;

/** The stream of the sample of residuals; 0 to 2 are those of seeding and of mini-batches. */
const SAMPLE_STREAM = 4;

export interface BeamTrainProgress {
  readonly phase: 'Searching' | 'Seeding' | 'Assigning';
  /** 1-based, as in TrainProgress. */
  readonly level: number;
  readonly levels: number;
  /** 1-based; 0 before the first. */
  readonly iteration: number;
  readonly iterations: number;
  /** Mean squared residual of the training vectors after the last iteration; null before. */
  readonly distortion: number | null;
}

export interface BeamTrainOptions {
  /** Beams whose residuals the next level is trained on, 1..16; FAISS's default is 5. */
  readonly beam: number;
  readonly onProgress?: ((progress: BeamTrainProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface BeamLevel {
  /** K x dim, dim as padded. */
  readonly codewords: Float32Array;
  /** Mean squared residual of the training vectors after each iteration. */
  readonly history: readonly number[];
  readonly trainingVectors: number;
}

/**
 * Trains a residual quantizer for beam-search encoding as FAISS's `ResidualQuantizer::train` does:
 * level l by k-means on the residuals of all beams that levels < l leave. k-means++ and full-batch
 * Lloyd stand in for FAISS's k-means of growing dimension; the energy was within 1 % of FAISS's.
 * Of `config` it heeds sizes, seed, iterations and revival; distances are L2. Encode with
 * `encodeBeam`. Throws `CANCELLED`, `GPU_LOST`, `GPU_MEMORY`; a RangeError unless beam is 1..16.
 */
export async function trainBeamRq(
  context: JobContext,
  source: RowSource,
  config: QuantizerConfig,
  options: BeamTrainOptions,
): Promise<BeamLevel[]> {
  const levels: BeamLevel[] = [];
  while (levels.length < config.codebookSizes.length) {
    const before = levels.map(({ codewords }) => codewords);
    levels.push(await trainBeamLevel(context, source, config, before, options));
  }
  return levels;
}

/** Trains the level behind `before` (K_l x padded dim each), which it does not change. */
export async function trainBeamLevel(
  context: JobContext,
  source: RowSource,
  config: QuantizerConfig,
  before: readonly Float32Array[],
  { beam, onProgress, signal }: BeamTrainOptions,
): Promise<BeamLevel> {
  throwIfCancelled(signal);
  const { device } = context;
  const dim = dimOf(source);
  const level = before.length;
  const codes = config.codebookSizes[level]!;
  const seed = deriveSeed(config.seed, level);
  const iterations = config.iterations;
  const report = (state: Pick<BeamTrainProgress, 'phase' | 'iteration' | 'distortion'>) =>
    onProgress?.({ level: level + 1, levels: config.codebookSizes.length, iterations, ...state });
  await Promise.all([prepareBeam(context), prepareKernels(context)]);
  const arena = device.arena(`beam level ${level + 1}`);
  try {
    report({ phase: 'Searching', iteration: 0, distortion: null });
    const matrix = await residualsBehind(context, arena, source, before, {
      beam,
      limit: trainingLimit(device, source.rows, codes, dim),
      seed: deriveSeed(seed, SAMPLE_STREAM),
    });
    throwIfCancelled(signal);
    const codebook = createCodebook(arena, codes, dim, 'l2');
    report({ phase: 'Seeding', iteration: 0, distortion: null });
    await seedCodebook(context, matrix, codebook, seed);
    const history: number[] = [];
    report({ phase: 'Assigning', iteration: Math.min(1, iterations), distortion: null });
    await fitLloyd({
      ...{ context, matrix, codebook, seed, resume: null },
      config: { ...config, method: 'lloyd', distance: 'l2' },
      onIteration: ({ iteration, distortion: sum }) => {
        throwIfCancelled(signal);
        const distortion = sum / matrix.rows;
        history.push(distortion);
        report({
          phase: 'Assigning',
          iteration: Math.min(iteration + 1, iterations),
          distortion,
        });
      },
    });
    const codewords = await device.read(codebook.codewords);
    return { codewords, history, trainingVectors: matrix.rows };
  } finally {
    arena.dispose();
  }
}

/** The training vectors: residuals of the beams behind these codebooks. */
async function residualsBehind(
  context: JobContext,
  arena: Arena,
  source: RowSource,
  before: readonly Float32Array[],
  options: SampleOptions,
): Promise<Matrix> {
  const scratch = context.device.arena('codebooks before');
  try {
    const codebooks = await uploadCodebooks(context, scratch, before, dimOf(source));
    return await sampleBeamResiduals(context, arena, source, codebooks, options);
  } finally {
    scratch.dispose();
  }
}

/**
 * Training vectors at most: those that FAISS takes, but never fewer than the rows, which training
 * without beams would take; and no more than one binding holds.
 */
function trainingLimit({ info }: Device, rows: number, codes: number, dim: number): number {
  const bindingBytes = info.limits['maxStorageBufferBindingSize'] ?? Number.MAX_SAFE_INTEGER;
  return Math.min(Math.max(rows, POINTS_PER_CODE * codes), Math.floor(bindingBytes / (4 * dim)));
}
