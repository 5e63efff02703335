/**
 * How codewords are fitted. `lloyd`, `ema`: RQ-KMeans by full-batch Lloyd or by mini-batch
 * exponential moving averages; `balanced`, by Lloyd with a capacity for every code. `rqvae`: between a learned encoder and decoder; VQ-VAE is its L = 1.
 * Controls: `pq`, product quantization: every level sees its own group of columns (Jégou et al. 2011),
 * by Lloyd; `opq`, the same after a learned rotation (Ge et al. 2013). `fsq`: a fixed grid along the shard's principal axes (Mentzer et al. 2024), nothing learned.
 */
export type Method = 'lloyd' | 'ema' | 'balanced' | 'rqvae' | 'pq' | 'opq' | 'fsq';

export type Distance = 'l2' | 'cosine';

/** Everything that decides the codes of a run, so equal configs on one adapter give equal codes. */
export interface QuantizerConfig {
  readonly method: Method;
  /** `l2` for methods that know no other: `isL2Only`. */
  readonly distance: Distance;
  /** K per level, first level first; its length is L. */
  readonly codebookSizes: readonly number[];
  /** Lloyd iterations, or passes over the shard for `ema`; per level. Epochs for `rqvae`; 0 for `fsq`. `opq`: as many of PQ, then as many turns. */
  readonly iterations: number;
  readonly seed: number;
  /** Subtract the mean vector before level 1. */
  readonly center: boolean;
  /** Scale every vector to unit norm, after centring. */
  readonly normalize: boolean;
  /** Move unused codewords to the rows with the largest residual after each iteration. */
  readonly reviveDeadCodes: boolean;
  /** Paths kept while encoding the finished levels, 1..16; 1 is greedy. `lloyd` and `ema` by L2. */
  readonly beam: number;
  /**
   * Paths whose residuals a level is trained on, 1..16, as FAISS's `ResidualQuantizer` does; 1: those of
   * the nearest codes. `lloyd` by L2.
   */
  readonly trainBeam: number;
  /** Used by `ema`, and by `rqvae` for codebooks that follow moving averages. */
  readonly ema: EmaConfig;
  /** Used by `rqvae` only. */
  readonly rqvae: RqVaeConfig;
}

/** FORGE's RQ-VAE and the ingredients that move it (reference: al_sid, `rqvae_i2v.yml`). */
export interface RqVaeConfig {
  /** Widths of the encoder's hidden layers; the decoder mirrors them. */
  readonly hidden: readonly number[];
  /**
   * Encoder and decoder add to their input and start at zero (RQ-KMeans+): the latent is as wide as
   * the vectors, and training sets out from RQ-KMeans.
   */
  readonly residual: boolean;
  /** Dimensions of the latent that is quantized, and of every codeword. */
  readonly latentDim: number;
  readonly activation: 'relu' | 'silu' | 'gelu';
  /** Rows a step; a last partial batch is dropped, as FORGE does. */
  readonly batchRows: number;
  /** AdamW's peak, after a linear warm-up; then cosine to 1e-7 over the run. */
  readonly learningRate: number;
  readonly warmupEpochs: number;
  readonly weightDecay: number;
  /** Largest norm of the whole gradient; 0 leaves it as it is. */
  readonly clipNorm: number;
  readonly reconstruction: 'mse' | 'l1' | 'cosine';
  /** w1 |z - sg(Q_l)|^2 + w2 |sg(z) - Q_l|^2 on cumulative sums Q_l, mean over levels. */
  readonly commitment: readonly [toLatent: number, toCodebook: number];
  /** Codewords follow the w2 term, or moving averages of their rows (which drops that term). */
  readonly codebook: 'gradient' | 'ema';
  /** First codewords: k-means over the encoder's residuals, or N(0, 1 / sqrt(latentDim)). */
  readonly init: 'kmeans' | 'random';
  /** Sinkhorn-Knopp rounds of the assignment in training; 0 assigns to the nearest code. */
  readonly sinkhornRounds: number;
  /** Sinkhorn's sharpness: Q = exp(-scale * z-scored distance). */
  readonly sinkhornScale: number;
  /** How the decoder's gradient passes the quantizer. */
  readonly estimator: 'straight-through' | 'rotation';
  /** Scale the inputs to unit variance (one factor for all dims) before the encoder. */
  readonly standardize: boolean;
  /** One codebook for all levels; every K is then the first. */
  readonly sharedCodebook: boolean;
  /** Steps on pairs of items beside those on items (FORGE Eq. 2); null for none. */
  readonly contrastive: ContrastiveConfig | null;
}

/** Draws the reconstructions of related items together (FORGE, arXiv 2509.20904, Eq. 2). */
export interface ContrastiveConfig {
  /** Fingerprint of the pairs, which are loaded beside the shard: they decide the codes. */
  readonly pairs: string;
  /** Pairs a step, which are each other's negatives; a last partial batch is dropped. */
  readonly batchPairs: number;
  /**
   * Pairs an epoch for every item of the shard, at most: drawn afresh each epoch. So many pairs of a
   * small catalogue do not crowd out its items.
   */
  readonly pairsPerItem: number;
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
  beam: 1,
  trainBeam: 1,
  ema: { batchRows: 1024, decay: 0.9, epsilon: 1e-5 },
  rqvae: {
    hidden: [256, 256],
    residual: false,
    latentDim: 64,
    activation: 'relu',
    batchRows: 2048,
    learningRate: 2e-3,
    warmupEpochs: 40,
    weightDecay: 1e-4,
    clipNorm: 0,
    reconstruction: 'mse',
    commitment: [0.5, 0.5],
    codebook: 'gradient',
    init: 'kmeans',
    sinkhornRounds: 5,
    sinkhornScale: 10,
    estimator: 'straight-through',
    standardize: true,
    sharedCodebook: false,
    contrastive: null,
  },
};

/** FORGE's batch, and its 9.51 million pairs for 4.15 million items. */
export const FORGE_CONTRASTIVE: Omit<ContrastiveConfig, 'pairs'> = {
  batchPairs: 2048,
  pairsPerItem: 2.3,
};

/** Methods that assign by L2 whatever is asked: prices, a rotation and a grid are not of directions. */
export function isL2Only(method: Method): boolean {
  return method === 'balanced' || method === 'opq' || method === 'fsq';
}

/** Paths that a run is trained on: one for methods that have no others. */
export function trainBeamOf({
  method,
  distance,
  trainBeam,
}: Pick<QuantizerConfig, 'method' | 'distance' | 'trainBeam'>): number {
  return method === 'lloyd' && distance === 'l2' ? trainBeam : 1;
}

export const MAX_LEVELS = 8;
/** The widest codebook of the systems we answer to (VQ-VAE and FORGE variants). */
export const MAX_CODEBOOK_SIZE = 32_768;

/** "centred, not normalised, by L2, beam of 5": how vectors are prepared and encoded. */
export function encodingText({
  center,
  normalize,
  distance,
  beam,
}: Pick<QuantizerConfig, 'center' | 'normalize' | 'distance' | 'beam'>): string {
  return [
    center ? 'centred' : 'not centred',
    normalize ? 'normalised' : 'not normalised',
    distance === 'l2' ? 'by L2' : 'by cosine',
    beam > 1 ? `beam of ${beam}` : 'greedy',
  ].join(', ');
}
