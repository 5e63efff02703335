import { DistinctPairs } from './distinct-pairs';
import { NO_ROW } from './no-row';

/** Items a user that leave-one-out keeps from training: the validation and the test item. */
const HELD_OUT = 2;

export interface HitrateAtK {
  readonly k: number;
  /** Pairs whose related item is among the k nearest of the query. */
  readonly hits: number;
  /** Pairs. */
  readonly n: number;
  /** hits / n; 0 for no pairs. */
  readonly hitrate: number;
}

/**
 * Embedding hitrate@k (FORGE, arXiv 2509.20904, as a share of pairs): `ranks[p]` is the 0-based rank
 * of pair p's related item among all items but the query itself, by nearness to the query. Every
 * pair weighs the same. For vectors that no quantizer touched it says nothing of a quantizer: rank
 * the reconstructions as well.
 */
export function hitrate(ranks: Uint32Array, ks: readonly number[]): HitrateAtK[] {
  const n = ranks.length;
  return ks.map((k) => {
    const hits = ranks.reduce((sum, rank) => sum + (rank < k ? 1 : 0), 0);
    return { k, hits, n, hitrate: n === 0 ? 0 : hits / n };
  });
}

export interface RelatedPairsOptions {
  /** Two items are related if at most this many places apart in some history. */
  readonly window: number;
  readonly maxPairs: number;
  readonly seed: number;
  /** Leave out each user's last two items, so that the metric sees no held-out interaction. */
  readonly trainPrefixOnly: boolean;
  /** Each pair once, its lower row as the query; both directions by default. */
  readonly oneWay?: boolean;
}

export interface RelatedPairs {
  /** Query row of each pair, ascending. */
  readonly queries: Uint32Array;
  /** Related row of each pair. */
  readonly related: Uint32Array;
  /** Whether there were more pairs than `maxPairs`, so that these are a sample. */
  readonly sampled: boolean;
}

/**
 * The distinct (query, related) pairs of user histories, each a sequence of rows, oldest first. Both
 * directions of a co-occurrence are pairs, since nearness ranks differ by side, unless each is asked
 * for once; an item is never related to itself. Beyond `maxPairs` a seeded uniform sample of the
 * distinct pairs, which depends neither on the order of the users nor on how often a pair occurs.
 */
export function relatedPairs(
  sequences: Iterable<Uint32Array>,
  { window, maxPairs, seed, trainPrefixOnly, oneWay = false }: RelatedPairsOptions,
): RelatedPairs {
  const distinct = new DistinctPairs(maxPairs, seed);
  for (const sequence of sequences) {
    const end = trainPrefixOnly ? sequence.length - HELD_OUT : sequence.length;
    for (let i = 0; i < end; i++) {
      const query = sequence[i]!;
      // An item without row keeps its place, or the window would reach further across it.
      if (query === NO_ROW) continue;
      for (let j = i + 1; j < end && j <= i + window; j++) {
        const related = sequence[j]!;
        if (related === NO_ROW || related === query) continue;
        distinct.add(Math.min(query, related), Math.max(query, related));
        if (!oneWay) distinct.add(Math.max(query, related), Math.min(query, related));
      }
    }
  }
  const { first, second } = distinct.pairs();
  return { queries: first, related: second, sampled: distinct.dropped };
}
