import type { Arena, Tensor } from '../compute/device';
import { deriveSeed } from '../compute/random';
import type { JobContext } from './assign';
import { prepareBeam } from './beam/beam-kernels';
import { sampleBeamResiduals } from './beam/sample-residuals';
import { trainingVectors } from './beam/training-vectors';
import { bindingLimitOf } from './binding-limit';
import { columnGroups } from './column-groups';
import { trainBeamOf, type QuantizerConfig } from './config';
import { keepColumns } from './kernels/keep-columns';
import type { Matrix } from './matrix';
import type { ProgressReporter } from './progress';
import { uploadCodebooks } from './upload-codebooks';
import { pad } from './vectors';

/** The stream of the sample of residuals; 0 to 2 are those of seeding and of mini-batches. */
const SAMPLE_STREAM = 4;

export interface Fitting {
  readonly context: JobContext;
  readonly config: QuantizerConfig;
  /** 0-based. */
  readonly level: number;
  /** Of the shard, without padding. */
  readonly dim: number;
  /** The input vectors, [rows][padded dim]. */
  readonly vectors: Tensor<'f32'>;
  /** The residual of the level before. */
  readonly residual: Matrix;
  /** Codebooks of the levels before, K_l x dim each. */
  readonly before: readonly Float32Array[];
  readonly progress: ProgressReporter;
}

/**
 * What a level's codewords are fitted to: the residual, or of it the level's own columns, or the
 * residuals of all paths of a beam. Throws `CANCELLED`.
 */
export async function fittedMatrix(fitting: Fitting, arena: Arena): Promise<Matrix> {
  const { config, level, residual } = fitting;
  if (config.method === 'pq') return ownColumns(fitting, arena);
  if (level > 0 && trainBeamOf(config) > 1) return beamResiduals(fitting, arena);
  return residual;
}

/** Codewords are then zero elsewhere, so assigning and stepping need not know of columns. */
function ownColumns({ context, config, level, dim, residual }: Fitting, arena: Arena): Matrix {
  const columns = columnGroups(dim, config.codebookSizes.length)[level] ?? { begin: 0, end: 0 };
  const count = residual.rows * residual.dim;
  const kept = arena.tensor('kept columns', 'f32', count);
  context.device.run(keepColumns, {
    tensors: { matrix: residual.values, kept },
    params: { count, dim: residual.dim, ...columns },
  });
  return { ...residual, values: kept };
}

/**
 * As FAISS's `ResidualQuantizer::train`: the residuals of all beams that the levels before leave.
 * k-means++ and full-batch Lloyd then stand in for FAISS's k-means of growing dimension.
 */
async function beamResiduals(fitting: Fitting, arena: Arena): Promise<Matrix> {
  const { context, config, level, dim, residual, before, progress } = fitting;
  const { codebookSizes } = config;
  const { rows, dim: dimPadded } = residual;
  const beam = trainBeamOf(config);
  const bindingBytes = bindingLimitOf(context.device.info);
  progress.set({ phase: 'Searching beams', level: level + 1, iteration: 0 });
  await prepareBeam(context);
  const scratch = context.device.arena('codebooks before');
  try {
    const padded = before.map((codebook) => pad(codebook, dim, dimPadded));
    const codebooks = await uploadCodebooks(context, scratch, padded, dimPadded);
    const source: Matrix = { rows, dim: dimPadded, values: fitting.vectors };
    return await sampleBeamResiduals(context, arena, source, codebooks, {
      beam,
      limit: trainingVectors({ rows, dim: dimPadded, codebookSizes, level, beam, bindingBytes }),
      seed: deriveSeed(config.seed, level, SAMPLE_STREAM),
    });
  } finally {
    scratch.dispose();
  }
}
