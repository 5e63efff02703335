import type { Sids } from '../../sid/types';
import type { Ranker } from './ranker';

/**
 * Lookup by SID that needs no vectors: items by how many leading codes they share with the user's last item,
 * those of its own SID first. Items alike are ranked as ties are: the more popular first.
 */
export function sidPrefixRanker({ codes }: Sids): Ranker {
  return {
    score(history, scores) {
      scores.fill(0);
      const last = history.at(-1);
      if (last === undefined) return;
      for (let row = 0; row < scores.length; row++) {
        let shared = 0;
        while (shared < codes.length && codes[shared]![row] === codes[shared]![last]) shared++;
        scores[row] = shared;
      }
    },
  };
}
