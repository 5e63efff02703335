import type { Ranker } from './ranker';

/** Every user gets the items with most training interactions (`trainingCounts`). */
export function popularityRanker(trainingCounts: Uint32Array): Ranker {
  return {
    name: 'popularity',
    opsPerItem: 1,
    score: (_history, scores) => scores.set(trainingCounts),
  };
}
