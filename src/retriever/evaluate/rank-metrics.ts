import { NOT_RANKED } from './target-ranks';

/** The cut-offs that are reported. FORGE's are 20, 100, 500 and 1,000; greedy decoding has 1 alone. */
export const CUTOFFS: readonly number[] = [1, 5, 10, 20, 50, 100, 500, 1000];

/** All null where K is above the longest list: the figures would repeat those of shorter ones. */
export interface MetricsAtK {
  readonly k: number;
  /** Mean over users of |hits| / |targets| (macro). FORGE calls it HR@K. */
  readonly recall: number | null;
  /** Hits of all users / targets of all users. */
  readonly microRecall: number | null;
  /** Share of users with at least one hit: HR@K. With one target a user it is Recall@K. */
  readonly hitRate: number | null;
  /** Mean over users of DCG / ideal DCG; a target at 0-based rank r < K gains 1 / log2(r + 2). */
  readonly ndcg: number | null;
}

export interface RankReport {
  /** Users: the n of the means. */
  readonly n: number;
  /** Targets of all users. */
  readonly targets: number;
  /** The longest list that a user may have: of a beam its width, of a ranking the catalogue. */
  readonly depth: number;
  /** One entry a cut-off; all 0 for n = 0. */
  readonly atK: readonly MetricsAtK[];
}

interface Sums {
  recall: number;
  hits: number;
  usersHit: number;
  ndcg: number;
}

/** Recall, hit rate and NDCG over users that come one by one. */
export class RankMetrics {
  readonly #ks: readonly number[];
  readonly #sums: readonly Sums[];
  #users = 0;
  #targets = 0;

  constructor(ks: readonly number[] = CUTOFFS) {
    this.#ks = ks;
    this.#sums = ks.map(() => ({ recall: 0, hits: 0, usersHit: 0, ndcg: 0 }));
  }

  /** The 0-based ranks of one user's targets, `NOT_RANKED` for a miss. At least one, all distinct. */
  add(ranks: Uint32Array): void {
    const targets = ranks.length;
    if (targets === 0) throw new Error('a user without targets');
    this.#users += 1;
    this.#targets += targets;
    for (const [i, k] of this.#ks.entries()) {
      const hits = ranks.filter((rank) => rank < k && rank !== NOT_RANKED);
      if (hits.length === 0) continue;
      const sums = this.#sums[i]!;
      sums.recall += hits.length / targets;
      sums.hits += hits.length;
      sums.usersHit += 1;
      sums.ndcg += hits.reduce((dcg, rank) => dcg + gain(rank), 0) / idealDcg(targets, k);
    }
  }

  /** `depth`: the longest list that was ranked, or would have been. */
  report(depth: number): RankReport {
    const [users, targets] = [this.#users, this.#targets];
    const atK = this.#ks.map((k, i) => {
      if (k > depth) return { k, recall: null, microRecall: null, hitRate: null, ndcg: null };
      const { recall, hits, usersHit, ndcg } = this.#sums[i]!;
      return {
        k,
        recall: share(recall, users),
        microRecall: share(hits, targets),
        hitRate: share(usersHit, users),
        ndcg: share(ndcg, users),
      };
    });
    return { n: users, targets, depth, atK };
  }
}

function gain(rank: number): number {
  return 1 / Math.log2(rank + 2);
}

/** All targets in the first places. */
function idealDcg(targets: number, k: number): number {
  let dcg = 0;
  for (let rank = 0; rank < Math.min(targets, k); rank++) dcg += gain(rank);
  return dcg;
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
