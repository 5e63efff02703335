import { relatedPairs } from '../../sid/embedding-hitrate';
import type { Histories } from '../../dataset/histories/types';
import type { MatchedPairs } from '../../worker/protocol';
import { sequencesOf } from './histories/sequences';

/** As many as FORGE's file has; beyond, a seeded uniform sample. */
const MAX_PAIRS = 10_000_000;

/**
 * The distinct pairs of items at most `window` places apart in a history, each once. Users' last two
 * items are left out, so that no held-out interaction reaches the tokenizer.
 */
export function historyPairs(histories: Histories, window: number): MatchedPairs {
  const { queries, related } = relatedPairs(sequencesOf(histories), {
    ...{ window, maxPairs: MAX_PAIRS, seed: 0, trainPrefixOnly: true, oneWay: true },
  });
  const pairs = new Uint32Array(2 * queries.length);
  queries.forEach((query, pair) => pairs.set([query, related[pair] ?? query], 2 * pair));
  return { pairs, total: queries.length, unknown: 0, same: 0 };
}
