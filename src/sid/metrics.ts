import { bucketHistogram } from './bucket-histogram';
import { entropyBits } from './entropy';
import { gini } from './gini';
import { levelMetrics } from './level-metrics';
import { deeperPrefixes, noPrefixes, type Prefixes } from './prefixes';
import type { LevelMetrics, SidMetrics, Sids } from './types';

/** What one more level needs of the levels before it. Opaque to callers. */
export interface PrefixState {
  readonly prefixes: Prefixes;
  readonly entropyBits: number;
  /** prod K_l so far. */
  readonly space: number;
}

export interface ExtendedMetrics {
  readonly state: PrefixState;
  /** The added level. */
  readonly level: LevelMetrics;
  /** The SID made of all levels up to the added one. */
  readonly sid: SidMetrics;
}

/**
 * Metrics of one more level; levels before it cost nothing. `previous` is null for the first
 * level, else the `state` of the level above; it is not changed, so a level can be replaced.
 * Throws if a code is not below `codebookSize` or the number of rows differs.
 */
export function extendMetrics(
  previous: PrefixState | null,
  codes: Uint32Array,
  codebookSize: number,
): ExtendedMetrics {
  const before = previous ?? firstState(codes.length);
  const counts = countCodes(codes, codebookSize);
  const prefixes = deeperPrefixes(before.prefixes, codes);
  const bits = entropyBits(prefixes.counts);
  const state: PrefixState = { prefixes, entropyBits: bits, space: before.space * codebookSize };
  const level = levelMetrics(counts, {
    bitsBefore: before.entropyBits,
    bitsAfter: bits,
    distinct: prefixes.counts.length,
  });
  return { state, level, sid: describe(state) };
}

/** Metrics of every level, and of the SID cut after every depth 1..L (`depths[d - 1]`). */
export function sidMetrics(sids: Sids): { levels: LevelMetrics[]; depths: SidMetrics[] } {
  const levels: LevelMetrics[] = [];
  const depths: SidMetrics[] = [];
  let state: PrefixState | null = null;
  for (const [l, codes] of sids.codes.entries()) {
    const codebookSize = sids.codebookSizes[l];
    if (codebookSize === undefined) throw new Error(`no codebook size for level ${l + 1}`);
    const extended: ExtendedMetrics = extendMetrics(state, codes, codebookSize);
    levels.push(extended.level);
    depths.push(extended.sid);
    state = extended.state;
  }
  return { levels, depths };
}

/** Items per code, length K. Throws if a code is not below `codebookSize`. */
export function countCodes(codes: Uint32Array, codebookSize: number): Uint32Array {
  const counts = new Uint32Array(codebookSize);
  for (const [row, code] of codes.entries()) {
    const count = counts[code];
    if (count === undefined) {
      throw new Error(`code ${code} at row ${row} is outside a codebook of ${codebookSize}`);
    }
    counts[code] = count + 1;
  }
  return counts;
}

function firstState(rows: number): PrefixState {
  return { prefixes: noPrefixes(rows), entropyBits: 0, space: 1 };
}

function describe({ prefixes, entropyBits: sidEntropyBits, space }: PrefixState): SidMetrics {
  const { counts, depth } = prefixes;
  const n = prefixes.ids.length;
  const unique = counts.length;
  const histogram = bucketHistogram(counts);
  const alone = histogram[0]?.size === 1 ? histogram[0].buckets : 0;
  const itemsInCollisionCount = n - alone;
  // Without items nothing collides: the ratios are those of a collision-free set.
  const uniqueRatio = n === 0 ? 1 : unique / n;
  return {
    n,
    depth,
    unique,
    uniqueRatio,
    collisionRate: 1 - uniqueRatio,
    itemsInCollisionCount,
    itemsInCollision: n === 0 ? 0 : itemsInCollisionCount / n,
    maxBucket: histogram.at(-1)?.size ?? 0,
    meanBucket: unique === 0 ? 0 : n / unique,
    histogram,
    sidEntropyBits,
    forgeGini: gini(counts),
    space,
    fill: unique / space,
  };
}
