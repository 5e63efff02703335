import type { Split } from '../split/leave-one-out';
import { addFollowers, countFollowers } from './followers';
import type { Ranker } from './ranker';

/** First-order Markov chain: how often each item came right after the user's last one in training. */
export function markovRanker(split: Split, items: number): Ranker {
  const followers = countFollowers(split, items, 1);
  return {
    score(history, scores) {
      scores.fill(0);
      const last = history.at(-1);
      if (last !== undefined) addFollowers(followers, last, 1, scores);
    },
  };
}
