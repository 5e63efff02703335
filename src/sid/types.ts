/**
 * Semantic IDs as values. Codes are level-major: `codes[l][i]` is the code of item i at level l,
 * in [0, codebookSizes[l]). Every metric is over the whole encoded set (n items), logs are base 2.
 */
export interface Sids {
  readonly rows: number;
  readonly codebookSizes: readonly number[];
  readonly codes: readonly Uint32Array[];
}

export interface LevelMetrics {
  readonly codebookSize: number;
  /** Items per code, length K. */
  readonly counts: Uint32Array;
  readonly used: number;
  readonly dead: number;
  /** used / K. */
  readonly usage: number;
  readonly entropyBits: number;
  /** entropyBits / log2 K; 1 for K = 1. */
  readonly normalizedEntropy: number;
  /** 2^entropyBits. */
  readonly perplexity: number;
  /** Over all K counts, zeros included. */
  readonly gini: number;
  /** H(prefix_l) - H(prefix_{l-1}). */
  readonly conditionalEntropyBits: number;
  /** H(prefix_l): the SID entropy if the SID stopped here. */
  readonly cumulativeEntropyBits: number;
  /** Distinct prefixes of this depth. */
  readonly distinctPrefixes: number;
}

export interface BucketSizeCount {
  /** Items in the bucket. */
  readonly size: number;
  /** Number of buckets (distinct SIDs) of that size. */
  readonly buckets: number;
}

/** Metrics of the SID made of the first `depth` levels. */
export interface SidMetrics {
  readonly n: number;
  readonly depth: number;
  /** U: distinct SIDs. */
  readonly unique: number;
  /** U / N. */
  readonly uniqueRatio: number;
  /** 1 - U / N. */
  readonly collisionRate: number;
  /** Number of items whose SID is shared. */
  readonly itemsInCollisionCount: number;
  /** |{i : bucket > 1}| / N. */
  readonly itemsInCollision: number;
  readonly maxBucket: number;
  /** Mean over occupied SIDs. */
  readonly meanBucket: number;
  readonly histogram: readonly BucketSizeCount[];
  readonly sidEntropyBits: number;
  /** Gini over occupied SIDs only, as FORGE computes it. */
  readonly forgeGini: number;
  /** prod K_l as a float (may exceed 2^53). */
  readonly space: number;
  /** U / space. */
  readonly fill: number;
}

export interface Bucket {
  /** The shared SID, one code a level. */
  readonly sid: readonly number[];
  /** Row indices of the members, ascending. */
  readonly rows: Uint32Array;
}
