import type { ProblemDetail } from '../problem';
import type { LevelMetrics, SidMetrics } from '../sid/types';
import type { QuantizerConfig } from './config';

/** The outcome of the measured trial; the page remembers it per adapter and hands it back. */
export interface Tuning {
  readonly adapter: string;
  readonly variant: string;
  readonly gflops: Readonly<Record<string, number>>;
}

/** What a run of this config needs here, stated before it starts. */
export interface Plan {
  readonly ok: boolean;
  /** Bytes on the device at the peak. */
  readonly bytes: number;
  /** The largest single binding and the device's limit for it, in bytes. */
  readonly largestBinding: number;
  readonly bindingLimit: number;
  readonly dispatches: number;
  /** 2 * N * D * sum K * passes: the assign work, floating-point operations. */
  readonly flops: number;
  /** Rough seconds of the levels left to train, or null before any measurement. */
  readonly seconds: number | null;
  /** If not ok: the same words a run would throw. */
  readonly problem: ProblemDetail | null;
}

export interface LevelResult {
  readonly codebookSize: number;
  /** Length n. */
  readonly codes: Uint32Array;
  /** K x the run's `codewordDim`, row-major. */
  readonly codebook: Float32Array;
  readonly metrics: LevelMetrics;
  /**
   * sum |r_l|^2 / sum |x - mean(x)|^2, after this level; of the latents for `rqvae`. NaN, as every figure
   * that needs vectors, for codes that were read without any.
   */
  readonly residualEnergy: number;
  /** Mean cosine of x (`rqvae`: of its latent) and the sum of its codewords so far. */
  readonly meanCosine: number;
  /** Metrics of the SID cut after this level: lowering L reads these. */
  readonly sid: SidMetrics;
  readonly seconds: number;
  /** Relative distortion after each iteration (`rqvae`: epoch), for the training curve. */
  readonly history: readonly number[];
  readonly revived: number;
  /** true if the level was kept from an earlier run. */
  readonly reused: boolean;
}

/** Everything a run leaves behind, device aside. */
export interface QuantizerRun {
  readonly config: QuantizerConfig;
  readonly n: number;
  readonly dim: number;
  /** Length of a codeword: `dim`, or the latent's for `rqvae`. */
  readonly codewordDim: number;
  readonly levels: readonly LevelResult[];
  /** Length dim; null unless centring. */
  readonly center: Float32Array | null;
  /**
   * sum |x - x^|^2 / sum |x - mean(x)|^2 on the whole shard. x^ is the sum of codewords, so for
   * RQ-KMeans this is the last level's residual energy; for `rqvae` it is the decoder's output.
   */
  readonly reconstruction: number;
  /** `rqvae` only. */
  readonly learned: LearnedRun | null;
  readonly unavoidable: { readonly items: number; readonly distinct: number };
  readonly seconds: number;
  /** `balanced` only: its codes are of this shard together, a new item takes its nearest codeword. */
  readonly nearest?: NearestReport;
  /** The file of codebooks or weights that encoded the shard, where nothing was trained. */
  readonly encodedWith?: string;
  /** The file that the codes were read from, where there was no quantizer at all. */
  readonly codesFrom?: string;
}

/** A shard under its trained codebooks, every row by its nearest codeword. */
export interface NearestReport {
  /** One a level, length n. */
  readonly codes: readonly Uint32Array[];
  /** Rows whose SID is the same as the run's. */
  readonly equal: number;
  readonly sid: SidMetrics;
  /** sum |x - x^|^2 / sum |x - mean(x)|^2. */
  readonly reconstruction: number;
}

/** What a learned tokenizer leaves behind besides its codes. */
export interface LearnedRun {
  /** One entry an epoch. */
  readonly history: readonly EpochReport[];
  /** Weights by name, as PyTorch names and lays them out. */
  readonly weights: readonly NamedArray[];
  /** Inputs were multiplied by this, after centring. */
  readonly inputScale: number;
}

export interface NamedArray {
  readonly name: string;
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** An epoch's losses (means over its steps) and what the whole shard looks like after it. */
export interface EpochReport {
  readonly epoch: number;
  readonly losses: Readonly<Record<string, number>>;
  /** Of runs on pairs of items. */
  readonly contrast?: ContrastReport;
  readonly uniqueRatio: number;
  /** Codes in use / K, per level. */
  readonly usage: readonly number[];
  /** Dead codes moved after the epoch. */
  readonly revived: number;
}

export interface ContrastReport {
  /** Share of pairs (r1, r2) whose r2 is the nearest of its batch to r1; mean over the epoch's steps. */
  readonly accuracy: number;
  /** e^-t of the three terms of FORGE's Eq. 2 after the epoch; 0.07 at first. */
  readonly temperatures: Readonly<Record<'pair' | 'cross' | 'self', number>>;
}

export interface TrainProgress {
  /** "Seeding", "Assigning", "Encoding"... */
  readonly phase: string;
  /** 1-based. */
  readonly level: number;
  readonly levels: number;
  /** 1-based; 0 while seeding. */
  readonly iteration: number;
  readonly iterations: number;
  /** Of the whole job, 0..1. */
  readonly fraction: number;
  /** null before 5 % or 3 s. */
  readonly etaSeconds: number | null;
  /** The level in training, over the whole shard (for `ema`: of the last full assignment). */
  readonly live: {
    readonly metrics: LevelMetrics;
    readonly residualEnergy: number;
  } | null;
  /** A level that has just been finished. */
  readonly finished: LevelResult | null;
  /** `rqvae`, after each epoch: all levels as they stand, encoded over the whole shard. */
  readonly snapshot: LearnedSnapshot | null;
}

export interface LearnedSnapshot {
  readonly report: EpochReport;
  readonly levels: readonly LevelResult[];
}

/** How far the device's codes agree with the oracle's, for the current run. */
export interface Agreement {
  readonly rowsChecked: number;
  /** Per level, given the same codebooks. */
  readonly levels: readonly {
    readonly equal: number;
    /** Different code, but the two distances differ by less than `epsilon` (relative). */
    readonly ties: number;
    readonly wrong: number;
  }[];
  readonly epsilon: number;
  /** Largest relative difference of residual energy over the levels; null for `rqvae`. */
  readonly energyDifference: number | null;
  readonly seconds: number;
}
