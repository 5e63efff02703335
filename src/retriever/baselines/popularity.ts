import type { Ranker } from './ranker';

/** Every user gets the items with most training interactions (`trainingCounts`). */
export function popularityRanker(trainingCounts: Uint32Array): Ranker {
  return {
    score: (_history, scores) => scores.set(trainingCounts),
  };
}
