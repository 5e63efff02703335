import { linearGrid, roundUp } from '../compute/kernel';
import type { DeviceInfo } from '../compute/device';
import { DISPLACED_SHARE } from './balanced/balanced-pass';
import { beamTraining } from './beam/beam-training';
import { bindingLimitOf, NO_LIMIT } from './binding-limit';
import { Problem, type ProblemDetail, toProblemDetail } from '../problem';
import { MAX_BEAM } from './kernels/beam-merge';
import {
  isL2Only,
  MAX_CODEBOOK_SIZE,
  MAX_LEVELS,
  type Method,
  type QuantizerConfig,
} from './config';
import { assignFlop } from './kernels/assign-codes';
import { DIM_ALIGN } from './kernels/layout';
import { levelBytes } from './level-bytes';
import { passesOf, runOps } from './progress';
import type { Plan } from './results';
import { rqVaeOps } from './rqvae/ops';
import { rqVaeNeeds, rqVaeProblem } from './rqvae/plan-rqvae';

export interface Shape {
  readonly rows: number;
  readonly dim: number;
  /** Pairs of items that are loaded for this config; none by default. */
  readonly pairs?: number;
}

const BYTES = 4;
/** Kernels of one Lloyd iteration, and of one seeding step. */
const ITERATION_DISPATCHES = 12;
const SEED_DISPATCHES = 3;

/** Copies of the shard beside its vectors and their residual: columns of it, or displaced rows. */
const MORE_COPIES: Partial<Record<Method, number>> = { pq: 1, opq: 1, balanced: DISPLACED_SHARE };

export interface Pace {
  /** As measured in an earlier run, in the operations of `levelOps`; null before the first. */
  readonly opsPerSecond: number | null;
  /** Leading levels that are trained already and cost no time. */
  readonly keptLevels: number;
}

/**
 * What a run needs, before it starts; pure. Bytes and operations are of the whole run, seconds of
 * the levels left to train. A plan that is not ok carries the problem that the run would throw.
 */
export function planRun(
  shape: Shape,
  config: QuantizerConfig,
  { limits }: Pick<DeviceInfo, 'limits'>,
  { opsPerSecond, keptLevels }: Pace,
): Plan {
  const bindingLimit = bindingLimitOf({ limits });
  const needs = config.method === 'rqvae' ? rqVaeNeeds : kMeansNeeds;
  const { largestBinding, opsLeft, ...rest } = {
    ...needs({ ...shape, bindingBytes: bindingLimit }, config),
    opsLeft: opsLeftOf({ ...shape, bindingBytes: bindingLimit }, config, keptLevels),
  };
  const problem = firstProblem(shape, config, largestBinding, bindingLimit, limits);
  return {
    ...rest,
    ok: problem === null,
    largestBinding,
    bindingLimit,
    // What OPQ's rotation takes is not of the device: unknown, unless there is nothing to do.
    seconds:
      opsPerSecond === null || (config.method === 'opq' && opsLeft > 0)
        ? null
        : opsLeft / opsPerSecond,
    problem,
  };
}

interface BoundShape extends Shape {
  /** Bytes that one binding may have. */
  readonly bindingBytes: number;
}

/** RQ-VAE trains all levels at once, so one that is kept means that all are. */
function opsLeftOf(
  { pairs, ...shape }: BoundShape,
  config: QuantizerConfig,
  keptLevels: number,
): number {
  const { rows, dim } = shape;
  if (config.method === 'rqvae') return keptLevels > 0 ? 0 : rqVaeOps(rows, dim, config, pairs);
  return runOps(shape, config, keptLevels);
}

function kMeansNeeds(shape: BoundShape, config: QuantizerConfig) {
  const { rows, dim } = shape;
  const sizes = config.codebookSizes;
  const dimPadded = roundUp(dim, DIM_ALIGN);
  const levels = sizes.map((_, level) => levelNeeds(shape, dimPadded, config, level));
  const matrixBytes = rows * dimPadded * BYTES;
  const isFixed = config.method === 'fsq';
  const passes = passesOf(config);
  return {
    bytes:
      Math.ceil((2 + (MORE_COPIES[config.method] ?? 0)) * matrixBytes) +
      Math.max(0, ...levels.map(({ bytes }) => bytes)),
    largestBinding: Math.max(matrixBytes, ...levels.map(({ largest }) => largest)),
    dispatches: sizes.reduce(
      (sum, codes) => sum + (isFixed ? 0 : codes * SEED_DISPATCHES) + passes * ITERATION_DISPATCHES,
      0,
    ),
    flops: levels.reduce((sum, { flops }) => sum + flops, 0),
  };
}

/** Of one level: bytes beside the shard's, the largest binding, and assign work. */
function levelNeeds(shape: BoundShape, dimPadded: number, config: QuantizerConfig, level: number) {
  const { rows, dim } = shape;
  const codes = config.codebookSizes[level] ?? 0;
  const searched = beamTraining(shape, config, level);
  if (!searched) {
    const flops = passesOf(config) * assignFlop(rows, dim, codes);
    return { ...levelBytes(rows, dimPadded, codes, config), flops };
  }
  const { vectors } = searched;
  const trained = levelBytes(vectors, dimPadded, codes, config);
  const matrixBytes = vectors * dimPadded * BYTES;
  return {
    // The buffers of the search are gone when the level is fitted.
    bytes: matrixBytes + Math.max(searched.bytes, trained.bytes),
    largest: Math.max(matrixBytes, trained.largest),
    flops: config.iterations * assignFlop(vectors, dim, codes) + assignFlop(rows, dim, codes),
  };
}

/** Throws the plan's problem, if it has one. */
export function requireOk({ problem }: Plan): void {
  if (problem) throw new Problem(problem.code, problem.message, problem.hint);
}

function firstProblem(
  { rows, dim, pairs = 0 }: Shape,
  config: QuantizerConfig,
  largestBinding: number,
  bindingLimit: number,
  limits: DeviceInfo['limits'],
): ProblemDetail | null {
  const sizes = config.codebookSizes;
  if (!Number.isInteger(config.beam) || config.beam < 1 || config.beam > MAX_BEAM) {
    return detail(
      'BEAM',
      `A beam of ${config.beam} paths is not possible.`,
      `Choose a beam between 1 (greedy) and ${MAX_BEAM}.`,
    );
  }
  if (!Number.isInteger(config.trainBeam) || config.trainBeam < 1 || config.trainBeam > MAX_BEAM) {
    return detail(
      'BEAM',
      `Training on ${config.trainBeam} paths is not possible.`,
      `Choose between 1 (the nearest codes alone) and ${MAX_BEAM} paths.`,
    );
  }
  const bad = sizes.find((k) => !Number.isInteger(k) || k < 1 || k > MAX_CODEBOOK_SIZE);
  const largest = Math.max(...sizes);
  if (sizes.length < 1 || sizes.length > MAX_LEVELS) {
    return detail(
      'LEVELS',
      `L = ${sizes.length} levels were asked for; 1 to ${MAX_LEVELS} are possible.`,
      `Choose L between 1 and ${MAX_LEVELS}.`,
    );
  }
  if (bad !== undefined) {
    return detail(
      'CODEBOOK_SIZE',
      `K = ${format(bad)} is not possible: a codebook holds a whole number of codes, 1 to ${format(MAX_CODEBOOK_SIZE)}.`,
      `Choose K between 1 and ${format(MAX_CODEBOOK_SIZE)}.`,
    );
  }
  if (isL2Only(config.method) && config.distance !== 'l2') {
    return detail(
      'DISTANCE',
      `The method ${config.method} assigns by L2 distance; it is not defined for cosine.`,
      'Choose L2, or scale vectors to unit length.',
    );
  }
  if (largest > rows && config.method !== 'fsq') {
    return detail(
      'TOO_FEW_ROWS',
      `K = ${format(largest)} codes cannot be trained on N = ${format(rows)} rows: at least one row a code is needed.`,
      rows > 1
        ? `Choose K of at most ${format(rows)}, or use more rows.`
        : 'Use more rows: widen the filter or the sample.',
    );
  }
  if (largestBinding > bindingLimit) {
    const fits = Math.floor(bindingLimit / (roundUp(dim, DIM_ALIGN) * BYTES));
    return detail(
      'GPU_LIMIT',
      `This run needs one buffer of ${mebibytes(largestBinding)}; this device binds at most ${mebibytes(bindingLimit)}.`,
      fits < rows ? `Sample at most ${format(fits)} rows.` : 'Choose a smaller K.',
    );
  }
  const learned = config.method === 'rqvae' ? rqVaeProblem({ dim, pairs }, config) : null;
  if (learned) return learned;
  const groups = limits['maxComputeWorkgroupsPerDimension'] ?? NO_LIMIT;
  const [, y] = linearGrid(rows * dim, 64);
  return y > groups
    ? detail('GPU_LIMIT', 'The shard has too many values for one dispatch.', 'Sample fewer rows.')
    : null;
}

function detail(code: string, message: string, hint: string): ProblemDetail {
  return toProblemDetail(new Problem(code, message, hint));
}

const format = (value: number) => value.toLocaleString('en-US');
const mebibytes = (bytes: number) => `${format(Math.ceil(bytes / 2 ** 20))} MiB`;
