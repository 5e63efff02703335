import { CUTOFFS } from './rank-metrics';
import { NOT_RANKED } from './target-ranks';

/** Both null where K is above the longest list. */
export interface CoverageAtK {
  readonly k: number;
  /** Items that are among the first K of at least one user. */
  readonly items: number | null;
  /** items / catalogue; 0 for an empty one. */
  readonly coverage: number | null;
}

/** Catalogue coverage@K over users that come one by one. */
export class Coverage {
  /** Lowest rank at which each item was shown to anyone. */
  readonly #best: Uint32Array;

  constructor(items: number) {
    this.#best = new Uint32Array(items).fill(NOT_RANKED);
  }

  add(ranking: Uint32Array): void {
    for (const [rank, row] of ranking.entries()) {
      if (rank < this.#best[row]!) this.#best[row] = rank;
    }
  }

  /** `depth`: the longest list. */
  report(depth: number, ks: readonly number[] = CUTOFFS): CoverageAtK[] {
    const catalogue = this.#best.length;
    return ks.map((k) => {
      if (k > depth) return { k, items: null, coverage: null };
      const items = this.#best.reduce((sum, rank) => sum + (rank < k ? 1 : 0), 0);
      return { k, items, coverage: catalogue === 0 ? 0 : items / catalogue };
    });
  }
}
