import { nodeCount, type Trie } from '../../../sid/trie';
import { Coverage } from '../../evaluate/coverage';
import { ItemMetrics } from '../../evaluate/item-metrics';
import { CUTOFFS, RankMetrics } from '../../evaluate/rank-metrics';
import type { RankingReport } from '../../evaluate/ranking-report';
import { SidRanks } from '../../evaluate/sid-ranks';
import { NOT_RANKED } from '../../evaluate/target-ranks';
import { topRows, type Scores } from '../top-rows';

export interface RetrievalReport extends RankingReport {
  /** Users without a profile or whose target has no vector: they are in no mean. */
  readonly coldStartSkipped: number;
  /** Mean over the users with candidates only. */
  readonly averageCandidates: number;
  /** Share of the evaluated users whose candidates are none. */
  readonly emptyRate: number;
  /** Share of the evaluated users who were answered by a search of the whole catalogue instead. */
  readonly fallbackRate: number;
}

/** One user of a retrieval. */
export interface RetrievalCase {
  /** Profile . item, of every item. */
  readonly scores: Scores;
  /** Candidate rows, each once. */
  readonly candidates: Uint32Array;
  readonly target: number;
  readonly historyLength: number;
}

/**
 * Retrieval by candidates, over users that come one by one: candidates are ranked by dot product of
 * profile and unit item vector, ties to the lowest row. Items the user has seen stay in. A user
 * without candidates is searched in the whole catalogue if `fallback`, else a miss.
 */
export class RetrievalMetrics {
  readonly #trie: Trie;
  readonly #all: Uint32Array;
  readonly #fallback: boolean;
  readonly #items: ItemMetrics;
  readonly #sids = new RankMetrics();
  readonly #sidRanks: SidRanks;
  readonly #coverage: Coverage;
  #coldStart = 0;
  #evaluated = 0;
  #candidates = 0;
  #empty = 0;

  /** `trie` of the SIDs at SID level; `groups`: popularity group of every item. */
  constructor(trie: Trie, groups: Uint8Array, fallback: boolean) {
    this.#trie = trie;
    this.#all = Uint32Array.from(groups.keys());
    this.#fallback = fallback;
    this.#items = new ItemMetrics(groups);
    this.#sidRanks = new SidRanks(trie);
    this.#coverage = new Coverage(groups.length);
  }

  skipColdStart(users = 1): void {
    this.#coldStart += users;
  }

  add({ scores, candidates, target, historyLength }: RetrievalCase): void {
    this.#evaluated += 1;
    this.#candidates += candidates.length;
    const empty = candidates.length === 0;
    if (empty) this.#empty += 1;
    const rows = empty && this.#fallback ? this.#all : candidates.toSorted();
    const isBefore = (a: number, b: number) =>
      scores[a]! > scores[b]! || (scores[a] === scores[b] && a < b);
    const rank = rows.includes(target)
      ? rows.reduce((ahead, row) => ahead + (isBefore(row, target) ? 1 : 0), 0)
      : NOT_RANKED;
    this.#items.add({
      targets: Uint32Array.of(target),
      ranks: Uint32Array.of(rank),
      historyLength,
    });
    this.#sids.add(Uint32Array.of(this.#sidRanks.rankOf(target, rows, isBefore)));
    this.#coverage.add(topRows(rows, scores, Math.max(...CUTOFFS)));
  }

  report(): RetrievalReport {
    const evaluated = this.#evaluated;
    const emptyRate = evaluated === 0 ? 0 : this.#empty / evaluated;
    const withCandidates = evaluated - this.#empty;
    const items = this.#all.length;
    return {
      items: this.#items.report(items),
      sids: this.#sids.report(nodeCount(this.#trie, this.#trie.depth)),
      coverage: this.#coverage.report(items),
      coldStartSkipped: this.#coldStart,
      averageCandidates: withCandidates === 0 ? 0 : this.#candidates / withCandidates,
      emptyRate,
      fallbackRate: this.#fallback ? emptyRate : 0,
    };
  }
}
