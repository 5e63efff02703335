import { LENGTH_GROUPS, NO_GROUP, POPULARITY_GROUPS, groupOf, lengthGroup } from './groups';
import { RankMetrics, type RankReport } from './rank-metrics';

export interface GroupReport {
  readonly group: string;
  readonly report: RankReport;
}

export interface ItemReport {
  readonly all: RankReport;
  /**
   * Head, mid and tail targets. With several targets a user counts in each group that holds one of
   * them, by those targets alone; targets outside the catalogue are in none. Empty without popularity groups.
   */
  readonly byPopularity: readonly GroupReport[];
  /** By the number of items before the target; users of unknown length are in none. */
  readonly byHistoryLength: readonly GroupReport[];
}

/** One user's outcome at item level. */
export interface ItemOutcome {
  /** Rows of the targets, each once; `NO_ROW` for one outside the catalogue. */
  readonly targets: Uint32Array;
  /** 0-based rank of each target, or `NOT_RANKED`. */
  readonly ranks: Uint32Array;
  /** Items in the user's history before the targets; null where it is not known. */
  readonly historyLength: number | null;
}

/** Item-level metrics with their breakdowns, over users that come one by one. */
export class ItemMetrics {
  readonly #groups: Uint8Array | null;
  readonly #all = new RankMetrics();
  readonly #byPopularity = POPULARITY_GROUPS.map(() => new RankMetrics());
  readonly #byLength = LENGTH_GROUPS.map(() => new RankMetrics());

  /** `groups`: popularity group of every item (`popularityGroups`); null for no such breakdown. */
  constructor(groups: Uint8Array | null) {
    this.#groups = groups;
  }

  add({ targets, ranks, historyLength }: ItemOutcome): void {
    this.#all.add(ranks);
    if (historyLength !== null) this.#byLength[lengthGroup(historyLength)]!.add(ranks);
    const ofItem = this.#groups;
    if (ofItem === null) return;
    const groups = Array.from(targets, (row) => groupOf(ofItem, row));
    for (const group of new Set(groups)) {
      if (group === NO_GROUP) continue;
      this.#byPopularity[group]!.add(ranks.filter((_, i) => groups[i] === group));
    }
  }

  /** `depth`: the longest list of items. */
  report(depth: number): ItemReport {
    return {
      all: this.#all.report(depth),
      byPopularity:
        this.#groups === null ? [] : named(POPULARITY_GROUPS, this.#byPopularity, depth),
      byHistoryLength: named(LENGTH_GROUPS, this.#byLength, depth),
    };
  }
}

function named(
  names: readonly string[],
  metrics: readonly RankMetrics[],
  depth: number,
): GroupReport[] {
  return names.map((group, i) => ({ group, report: metrics[i]!.report(depth) }));
}
