/** How codewords are fitted: full-batch Lloyd, or mini-batch exponential moving averages. */
export type Method = 'lloyd' | 'ema';

export type Distance = 'l2' | 'cosine';

/** Everything that decides the codes of a run, so equal configs on one adapter give equal codes. */
export interface QuantizerConfig {
  readonly method: Method;
  readonly distance: Distance;
  /** K per level, first level first; its length is L. */
  readonly codebookSizes: readonly number[];
  /** Lloyd iterations, or passes over the shard for `ema`; per level. */
  readonly iterations: number;
  readonly seed: number;
  /** Subtract the mean vector before level 1. */
  readonly center: boolean;
  /** Scale every vector to unit norm, after centring. */
  readonly normalize: boolean;
  /** Move unused codewords to the rows with the largest residual after each iteration. */
  readonly reviveDeadCodes: boolean;
  /** Used by `ema` only. */
  readonly ema: EmaConfig;
}

export interface EmaConfig {
  /** Rows a mini-batch. */
  readonly batchRows: number;
  /** Weight of the past, in (0, 1). */
  readonly decay: number;
  /** Laplace smoothing of the cluster sizes, in rows. */
  readonly epsilon: number;
}

export const DEFAULT_CONFIG: QuantizerConfig = {
  method: 'lloyd',
  distance: 'l2',
  codebookSizes: [256, 256, 256],
  iterations: 20,
  seed: 0,
  center: true,
  normalize: false,
  reviveDeadCodes: true,
  ema: { batchRows: 1024, decay: 0.9, epsilon: 1e-5 },
};

export const MAX_LEVELS = 8;
/** The widest codebook of the systems we answer to (VQ-VAE and FORGE variants). */
export const MAX_CODEBOOK_SIZE = 32_768;
