import type { ItemReport } from '../evaluate/item-metrics';
import type { RankReport } from '../evaluate/rank-metrics';
import type { RankingReport } from '../evaluate/ranking-report';
import type { HeldOut } from '../split/leave-one-out';
import type { MethodReport } from './evaluate-baseline';
import type { ProfileItems } from './sid-retrieval/profile';

/** A line of an evaluation with what only some methods have. */
export interface EvaluationLine {
  readonly method: string;
  readonly report: RankingReport & Partial<MethodReport>;
  /** A sequence model's settings, or what was wrong with sequences. */
  readonly figures?: Readonly<Record<string, unknown>>;
}

export interface EvaluationRecord {
  readonly part: HeldOut;
  /** Whether items of a user's own history were left out of the rankings of baselines. */
  readonly excludeSeen: boolean;
  /** What a SID lookup quantized. */
  readonly profile: ProfileItems;
  /** Items of the catalogue. */
  readonly items: number;
  /** Cut-offs that are kept. */
  readonly ks: readonly number[];
  /** Interactions left out, as their items have no SID. */
  readonly unknown: number;
  readonly lines: readonly EvaluationLine[];
  readonly adapter: string;
}

/** `metrics.json` of an evaluation: every method at item level and at SID level, at some cut-offs. */
export function evaluationJson({ lines, ks, ...record }: EvaluationRecord): string {
  const methods = lines.map(({ method, report, figures }) => ({
    method,
    ...figures,
    ...atCutoffs(report, ks),
  }));
  return JSON.stringify({ ...record, ks, methods }, null, 1);
}

function atCutoffs(report: EvaluationLine['report'], ks: readonly number[]): object {
  const kept = <At extends { readonly k: number }>(atK: readonly At[]) =>
    atK.filter(({ k }) => ks.includes(k));
  const ranks = (of: RankReport): RankReport => ({ ...of, atK: kept(of.atK) });
  const groups = (of: ItemReport['byPopularity']) =>
    of.map(({ group, report: each }) => ({ group, report: ranks(each) }));
  const { items, sids, coverage, ...rest } = report;
  return {
    items: {
      all: ranks(items.all),
      byPopularity: groups(items.byPopularity),
      byHistoryLength: groups(items.byHistoryLength),
    },
    sids: ranks(sids),
    coverage: kept(coverage),
    ...rest,
  };
}
