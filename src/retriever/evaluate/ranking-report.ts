import type { CoverageAtK } from './coverage';
import type { ItemReport } from './item-metrics';
import type { RankReport } from './rank-metrics';

/** What any method of retrieval is measured by, whether it ranks items or SIDs. */
export interface RankingReport {
  /** Item level. Of a method that ranks SIDs: those expanded to items; its recall is FORGE's HR@K. */
  readonly items: ItemReport;
  /**
   * SID level: a hit where the target's SID is among the first K distinct ones. Higher where items
   * share SIDs.
   */
  readonly sids: RankReport;
  readonly coverage: readonly CoverageAtK[];
}
