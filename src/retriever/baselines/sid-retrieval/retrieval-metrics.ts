import { ItemMetrics, type ItemReport } from '../../evaluate/item-metrics';
import { NOT_RANKED } from '../../evaluate/target-ranks';
import { dot, type UnitVectors } from '../unit-vectors';

export interface RetrievalReport {
  readonly metrics: ItemReport;
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
  /** Unit norm. */
  readonly profile: Float64Array;
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
  readonly #units: UnitVectors;
  readonly #all: Uint32Array;
  readonly #fallback: boolean;
  readonly #metrics: ItemMetrics;
  #coldStart = 0;
  #evaluated = 0;
  #candidates = 0;
  #empty = 0;

  /** `groups`: popularity group of every item. */
  constructor(units: UnitVectors, groups: Uint8Array, fallback: boolean) {
    this.#units = units;
    this.#all = Uint32Array.from(units.zero.keys());
    this.#fallback = fallback;
    this.#metrics = new ItemMetrics(groups);
  }

  skipColdStart(users = 1): void {
    this.#coldStart += users;
  }

  add({ profile, candidates, target, historyLength }: RetrievalCase): void {
    this.#evaluated += 1;
    this.#candidates += candidates.length;
    const empty = candidates.length === 0;
    if (empty) this.#empty += 1;
    const searched = empty && this.#fallback ? this.#all : candidates;
    this.#metrics.add({
      targets: Uint32Array.of(target),
      ranks: Uint32Array.of(this.#rankAmong(searched, profile, target)),
      historyLength,
    });
  }

  report(): RetrievalReport {
    const evaluated = this.#evaluated;
    const emptyRate = evaluated === 0 ? 0 : this.#empty / evaluated;
    const withCandidates = evaluated - this.#empty;
    return {
      metrics: this.#metrics.report(),
      coldStartSkipped: this.#coldStart,
      averageCandidates: withCandidates === 0 ? 0 : this.#candidates / withCandidates,
      emptyRate,
      fallbackRate: this.#fallback ? emptyRate : 0,
    };
  }

  #rankAmong(rows: Uint32Array, profile: Float64Array, target: number): number {
    if (!rows.includes(target)) return NOT_RANKED;
    const score = dot(this.#units, target, profile);
    let rank = 0;
    for (const row of rows) {
      const other = dot(this.#units, row, profile);
      if (other > score || (other === score && row < target)) rank++;
    }
    return rank;
  }
}
