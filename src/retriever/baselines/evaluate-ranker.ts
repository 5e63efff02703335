import type { Steps } from '../../sid/policies/steps';
import { popularityGroups, popularityOrder } from '../evaluate/groups';
import { ItemMetrics, type ItemReport } from '../evaluate/item-metrics';
import { NOT_RANKED } from '../evaluate/target-ranks';
import { heldOutCase, trainingCounts, type HeldOut, type Split } from '../split/leave-one-out';
import { rankOf, rankingRule, type Ranker } from './ranker';

/** Multiply-adds between two steps: some tens of milliseconds. */
const OPS_PER_STEP = 2 ** 24;

export interface RankerReport {
  readonly ranker: string;
  readonly metrics: ItemReport;
  /** Users whose target lies in their own history, and seen items are excluded: never a hit. */
  readonly seenTargets: number;
}

export interface RankerEvaluation {
  readonly part: HeldOut;
  /** Rows of the catalogue: every one is ranked. */
  readonly items: number;
  readonly excludeSeen: boolean;
}

/** Ranks the whole catalogue for every evaluated user and scores the held-out item. */
export function* evaluateRanker(
  ranker: Ranker,
  split: Split,
  { part, items, excludeSeen }: RankerEvaluation,
): Steps<RankerReport> {
  const counts = trainingCounts(split, items);
  const rule = rankingRule(popularityOrder(counts), excludeSeen);
  const metrics = new ItemMetrics(popularityGroups(counts));
  const scores = new Float64Array(items);
  let seenTargets = 0;
  let sinceStep = 0;
  for (const user of split.evaluated) {
    const { history, target } = heldOutCase(split, user, part);
    ranker.score(history, scores);
    const rank = rankOf(target, scores, history, rule);
    if (rank === null) seenTargets += 1;
    metrics.add({
      targets: Uint32Array.of(target),
      ranks: Uint32Array.of(rank ?? NOT_RANKED),
      historyLength: history.length,
    });
    sinceStep += items * ranker.opsPerItem;
    if (sinceStep >= OPS_PER_STEP) {
      sinceStep = 0;
      yield;
    }
  }
  return { ranker: ranker.name, metrics: metrics.report(), seenTargets };
}
