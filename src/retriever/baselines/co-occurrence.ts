import type { Split } from '../split/leave-one-out';
import { addFollowers, countFollowers } from './followers';
import type { Ranker } from './ranker';

/** Places that a follower may lie behind, and last items of the user that are looked at. */
const WINDOW = 3;
/** What an item weighs against the one after it. */
const DECAY = 0.5;

/**
 * Windowed co-occurrence: items that in training came up to three places behind one of the user's
 * last three items, by the sum of 1 / places apart; the last item weighs 1, the one before it 1/2,
 * then 1/4.
 */
export function coOccurrenceRanker(split: Split, items: number): Ranker {
  const followers = countFollowers(split, items, WINDOW);
  return {
    name: `co-occurrence, window ${WINDOW}`,
    opsPerItem: 1,
    score(history, scores) {
      scores.fill(0);
      let weight = 1;
      for (const item of history.slice(-WINDOW).reverse()) {
        addFollowers(followers, item, weight, scores);
        weight *= DECAY;
      }
    },
  };
}
