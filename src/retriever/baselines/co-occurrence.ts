import type { Split } from '../split/leave-one-out';
import { addFollowers, countFollowers } from './followers';
import type { Ranker } from './ranker';
import { CO_OCCURRENCE_WINDOW } from './windows';

/** What an item weighs against the one after it. */
const DECAY = 0.5;

/**
 * Windowed co-occurrence: items that in training came up to three places behind one of the user's
 * last three items, by the sum of 1 / places apart; the last item weighs 1, the one before it 1/2,
 * then 1/4.
 */
export function coOccurrenceRanker(split: Split, items: number): Ranker {
  const followers = countFollowers(split, items, CO_OCCURRENCE_WINDOW);
  return {
    score(history, scores) {
      scores.fill(0);
      let weight = 1;
      for (const item of history.slice(-CO_OCCURRENCE_WINDOW).reverse()) {
        addFollowers(followers, item, weight, scores);
        weight *= DECAY;
      }
    },
  };
}
