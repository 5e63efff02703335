import type { Arena, Tensor } from '../compute/device';
import {
  assignRows,
  createAssignment,
  measureDistortion,
  type Assignment,
  type JobContext,
} from './assign';
import { BlockSum } from './block-sum';
import type { Codebook } from './codebook';
import type { QuantizerConfig } from './config';
import { codeHistogram } from './kernels/code-histogram';
import { rowNorms } from './kernels/row-norms';
import type { Matrix } from './matrix';
import { MEMORY_OPS } from './pacer';
import { Revival } from './revival';

/** What a codebook's training leaves behind at the end of an iteration, on the CPU. */
export interface FitState {
  /** Iterations done. */
  readonly iteration: number;
  readonly codewords: Float32Array;
  /** Sum of squared residuals after each iteration's assignment. */
  readonly history: readonly number[];
  readonly revived: number;
  /** EMA only. */
  readonly size: Float32Array | null;
  readonly total: Float32Array | null;
  /** `balanced` only. */
  readonly prices: Float32Array | null;
}

/** After each iteration: counts and distortion of the whole shard under the last assignment. */
export interface IterationReport {
  readonly iteration: number;
  readonly counts: Uint32Array;
  readonly distortion: number;
  /** Dead codes moved. */
  readonly moved: number;
  readonly state: FitState | null;
}

/** The training of one codebook on the residuals of one level. */
export interface Fit {
  readonly context: JobContext;
  readonly config: QuantizerConfig;
  readonly matrix: Matrix;
  readonly codebook: Codebook;
  /** For this level alone. */
  readonly seed: number;
  readonly resume: FitState | null;
  readonly onIteration: (report: IterationReport) => void;
}

/** State small enough to be read back after every iteration; larger ones every two seconds. */
const CHEAP_STATE_BYTES = 1024 * 1024;
const STATE_INTERVAL_MS = 2000;

/** Decides when a checkpoint is worth its readback. */
export class CheckpointClock {
  #last = performance.now();

  due(bytes: number): boolean {
    const now = performance.now();
    if (bytes > CHEAP_STATE_BYTES && now - this.#last < STATE_INTERVAL_MS) return false;
    this.#last = now;
    return true;
  }
}

/** A whole-shard assignment with its counts and distortion, and the revival that they steer. */
export class ShardPass {
  readonly assignment: Assignment;
  /** Rows per code of the last assignment. */
  readonly count: Tensor<'u32'>;
  readonly revival: Revival;
  readonly #fit: Fit;
  readonly #norm2: Tensor<'f32'>;
  readonly #distortion: Tensor<'f32'>;
  readonly #blocks: BlockSum;

  constructor(arena: Arena, fit: Fit) {
    const { rows, dim, values } = fit.matrix;
    this.#fit = fit;
    this.assignment = createAssignment(arena, rows);
    this.count = arena.tensor('code histogram', 'u32', fit.codebook.codes);
    this.revival = new Revival(arena, rows);
    this.#norm2 = arena.tensor('row norms', 'f32', rows);
    this.#distortion = arena.tensor('distortion', 'f32', rows);
    this.#blocks = new BlockSum(arena, rows);
    fit.context.device.run(rowNorms, {
      tensors: { residual: values, norm2: this.#norm2 },
      params: { rows, dim },
    });
  }

  async assign(): Promise<void> {
    const { context, matrix, codebook } = this.#fit;
    await assignRows(context, matrix, codebook, this.assignment);
    measureDistortion(
      context,
      matrix.rows,
      codebook,
      this.assignment,
      this.#norm2,
      this.#distortion,
    );
    this.#blocks.queue(context.device, this.#distortion);
    context.device.clear(this.count);
    context.device.run(codeHistogram, {
      tensors: { code: this.assignment.code, count: this.count },
      params: { rows: matrix.rows },
    });
    await context.pacer.spend(matrix.rows * MEMORY_OPS);
  }

  /** Moves dead codes of the last assignment; uses up its distortion. */
  async revive(): Promise<void> {
    const { context, matrix, codebook } = this.#fit;
    await this.revival.run(context, matrix, codebook, this.count, this.#distortion);
  }

  /** Reads back what the last assignment found. */
  async report(): Promise<{ counts: Uint32Array; distortion: number; moved: number }> {
    const { context, config } = this.#fit;
    const counts = await context.device.read(this.count);
    const parts = await context.device.read(this.#blocks.partial);
    const distortion = parts.reduce((sum, part) => sum + part, 0);
    const moved = config.reviveDeadCodes
      ? ((await context.device.read(this.revival.revived, 1))[0] ?? 0)
      : 0;
    return { counts, distortion, moved };
  }
}

/** Operations of one iteration beside the distances, for progress. */
export function iterationOps(rows: number, dim: number, codes: number): number {
  return (rows * dim + rows * 4 + codes * dim * 4) * MEMORY_OPS;
}
