import { heldOutCase, type Split } from '../split/leave-one-out';
import { CatalogueMetrics, type RankerEvaluation, type RankerReport } from './catalogue-metrics';
import type { Ranker } from './ranker';

/** Items ranked between two pauses: some tens of milliseconds. */
const ITEMS_PER_PAUSE = 2 ** 18;

/** Told the users done, every some tens of milliseconds. It may wait, and throws to end the work. */
export type Pause = (usersDone: number) => Promise<void>;

/** Ranks the whole catalogue for every evaluated user and scores the held-out item. */
export async function evaluateRanker(
  ranker: Ranker,
  split: Split,
  evaluation: RankerEvaluation,
  pause: Pause,
): Promise<RankerReport> {
  const items = evaluation.trie.items.length;
  const metrics = new CatalogueMetrics(split, evaluation);
  const scores = new Float64Array(items);
  let sincePause = 0;
  for (const [i, user] of split.evaluated.entries()) {
    ranker.score(heldOutCase(split, user, evaluation.part).history, scores);
    metrics.add(user, scores);
    sincePause += items;
    if (sincePause < ITEMS_PER_PAUSE) continue;
    sincePause = 0;
    await pause(i + 1);
  }
  return metrics.report();
}
