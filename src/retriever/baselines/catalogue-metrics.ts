import { nodeCount, type Trie } from '../../sid/trie';
import { Coverage } from '../evaluate/coverage';
import { popularityGroups, popularityOrder } from '../evaluate/groups';
import { ItemMetrics } from '../evaluate/item-metrics';
import { CUTOFFS, RankMetrics } from '../evaluate/rank-metrics';
import type { RankingReport } from '../evaluate/ranking-report';
import { SidRanks } from '../evaluate/sid-ranks';
import { NOT_RANKED } from '../evaluate/target-ranks';
import { heldOutCase, trainingCounts, type HeldOut, type Split } from '../split/leave-one-out';
import { isBefore, rankOf, rankedRows, rankingRule, type RankingRule } from './ranker';
import { topRows, type Scores } from './top-rows';

export interface RankerReport extends RankingReport {
  /** Users whose target lies in their own history, and seen items are excluded: never a hit. */
  readonly seenTargets: number;
}

export interface RankerEvaluation {
  readonly part: HeldOut;
  /** Of the catalogue's SIDs: every item is ranked. */
  readonly trie: Trie;
  readonly excludeSeen: boolean;
}

/** Rankings of the whole catalogue by scores, over users that come one by one. */
export class CatalogueMetrics {
  readonly #split: Split;
  readonly #trie: Trie;
  readonly #part: HeldOut;
  readonly #rule: RankingRule;
  readonly #items: ItemMetrics;
  readonly #sids = new RankMetrics();
  readonly #sidRanks: SidRanks;
  readonly #coverage: Coverage;
  #seenTargets = 0;

  constructor(split: Split, { part, trie, excludeSeen }: RankerEvaluation) {
    const counts = trainingCounts(split, trie.items.length);
    this.#split = split;
    this.#trie = trie;
    this.#part = part;
    this.#rule = rankingRule(popularityOrder(counts), excludeSeen);
    this.#items = new ItemMetrics(popularityGroups(counts));
    this.#sidRanks = new SidRanks(trie);
    this.#coverage = new Coverage(trie.items.length);
  }

  /** An evaluated user, and one score an item. */
  add(user: number, scores: Scores): void {
    const { history, target } = heldOutCase(this.#split, user, this.#part);
    const rule = this.#rule;
    const rank = rankOf(target, scores, history, rule);
    if (rank === null) this.#seenTargets += 1;
    this.#items.add({
      targets: Uint32Array.of(target),
      ranks: Uint32Array.of(rank ?? NOT_RANKED),
      historyLength: history.length,
    });
    const rows = rankedRows(history, rule);
    const sidRank = this.#sidRanks.rankOf(target, rows, (a, b) => isBefore(a, b, scores, rule));
    this.#sids.add(Uint32Array.of(sidRank));
    this.#coverage.add(topRows(rows, scores, Math.max(...CUTOFFS)));
  }

  report(): RankerReport {
    const { items, depth } = this.#trie;
    return {
      items: this.#items.report(items.length),
      sids: this.#sids.report(nodeCount(this.#trie, depth)),
      coverage: this.#coverage.report(items.length),
      seenTargets: this.#seenTargets,
    };
  }
}
