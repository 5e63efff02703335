import { entropyBits } from './entropy';
import { gini } from './gini';
import type { LevelMetrics } from './types';

/** What a level's metrics need to know of the prefixes that end at it. */
export interface LevelPrefixes {
  /** H(prefix_{l-1}); 0 for the first level. */
  readonly bitsBefore: number;
  /** H(prefix_l). */
  readonly bitsAfter: number;
  /** Distinct prefixes of this depth. */
  readonly distinct: number;
}

/** Metrics of one level from its items per code (`counts`, length K, zeros included). */
export function levelMetrics(counts: Uint32Array, prefixes: LevelPrefixes): LevelMetrics {
  return describe(counts, entropyBits(counts), prefixes);
}

/**
 * Metrics of a level still in training, from its counts alone: conditional and cumulative entropy
 * and distinct prefixes are those of the level by itself, as if it were the first.
 */
export function liveLevelMetrics(counts: Uint32Array): LevelMetrics {
  const bits = entropyBits(counts);
  const distinct = usedCodes(counts);
  return describe(counts, bits, { bitsBefore: 0, bitsAfter: bits, distinct });
}

function describe(counts: Uint32Array, bits: number, prefixes: LevelPrefixes): LevelMetrics {
  const codebookSize = counts.length;
  const used = usedCodes(counts);
  return {
    codebookSize,
    counts,
    used,
    dead: codebookSize - used,
    usage: used / codebookSize,
    entropyBits: bits,
    normalizedEntropy: codebookSize === 1 ? 1 : bits / Math.log2(codebookSize),
    perplexity: 2 ** bits,
    gini: gini(counts),
    // A refinement cannot lose information: a negative difference is rounding.
    conditionalEntropyBits: Math.max(0, prefixes.bitsAfter - prefixes.bitsBefore),
    cumulativeEntropyBits: prefixes.bitsAfter,
    distinctPrefixes: prefixes.distinct,
  };
}

function usedCodes(counts: Uint32Array): number {
  let used = 0;
  for (const count of counts) if (count > 0) used += 1;
  return used;
}
