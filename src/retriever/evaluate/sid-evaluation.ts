import { NO_ROW } from '../../sid/no-row';
import { nodeCount, type Trie } from '../../sid/trie';
import type { Sids } from '../../sid/types';
import { Coverage } from './coverage';
import { expandSids } from './expand-sids';
import { ItemMetrics } from './item-metrics';
import { CUTOFFS, RankMetrics } from './rank-metrics';
import type { RankingReport } from './ranking-report';
import { NOT_RANKED, targetRanks } from './target-ranks';

/** What a sequence model gave for one user. */
export interface SidRanking {
  /** Decoded sequences, best first; null for one that is no SID at all. */
  readonly ranking: readonly (ArrayLike<number> | null)[];
  /** Rows of the targets, each once; `NO_ROW` for one outside the catalogue. */
  readonly targets: Uint32Array;
  /** Items in the user's history before the targets; null where it is not known. */
  readonly historyLength: number | null;
}

export interface SidEvaluationReport extends RankingReport {
  /** Sequences that are no item's SID / all decoded sequences; 0 for none. */
  readonly invalidRate: number;
  /** SIDs that a user was given before, and that take places all the same. */
  readonly duplicates: number;
  readonly sequences: number;
}

/** Evaluates rankings of SIDs at item level and at SID level, over users that come one by one. */
export class SidEvaluation {
  readonly #trie: Trie;
  readonly #sids: Sids;
  readonly #items: ItemMetrics;
  readonly #sidMetrics = new RankMetrics();
  readonly #coverage: Coverage;
  #sequences = 0;
  #invalid = 0;
  #duplicates = 0;
  #longest = { items: 0, sids: 0 };

  /** `trie` of `sids`; `groups`: popularity group of every item (`popularityGroups`), or null. */
  constructor(trie: Trie, sids: Sids, groups: Uint8Array | null) {
    this.#trie = trie;
    this.#sids = sids;
    this.#items = new ItemMetrics(groups);
    this.#coverage = new Coverage(sids.rows);
  }

  add({ ranking, targets, historyLength }: SidRanking): void {
    const { items, invalid } = expandSids(this.#trie, ranking, Math.max(...CUTOFFS));
    this.#sequences += ranking.length;
    this.#longest = {
      // Invalid sequences take no place, yet the beam was as wide.
      items: Math.max(this.#longest.items, items.length, ranking.length),
      sids: Math.max(this.#longest.sids, ranking.length),
    };
    this.#invalid += invalid;
    this.#coverage.add(items);
    this.#items.add({ targets, ranks: targetRanks(items, targets), historyLength });
    const texts = ranking.map((sid) => (sid === null ? null : Array.from(sid).join('-')));
    const given = texts.filter((text) => text !== null);
    this.#duplicates += given.length - new Set(given).size;
    this.#sidMetrics.add(this.#sidRanks(texts, targets));
  }

  report(): SidEvaluationReport {
    const items = Math.min(this.#longest.items, this.#sids.rows);
    const sids = Math.min(this.#longest.sids, nodeCount(this.#trie, this.#trie.depth));
    return {
      items: this.#items.report(items),
      sids: this.#sidMetrics.report(sids),
      coverage: this.#coverage.report(items),
      invalidRate: this.#sequences === 0 ? 0 : this.#invalid / this.#sequences,
      duplicates: this.#duplicates,
      sequences: this.#sequences,
    };
  }

  /** 0-based place of each distinct target SID among the decoded ones. */
  #sidRanks(texts: readonly (string | null)[], targets: Uint32Array): Uint32Array {
    const ranks = new Map<string, number>();
    for (const [i, row] of targets.entries()) {
      // A target outside the catalogue has no SID: a miss of its own.
      const sid = row === NO_ROW ? `outside ${i}` : this.#sids.codes.map((c) => c[row]!).join('-');
      const place = texts.indexOf(sid);
      ranks.set(sid, place < 0 ? NOT_RANKED : place);
    }
    return Uint32Array.from(ranks.values());
  }
}
