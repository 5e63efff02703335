import type { MethodReport } from '../../../worker/protocol';
import { CUTOFFS } from '../../../retriever/evaluate/rank-metrics';
import { DEFINITIONS, type DefinitionKey } from '../../widgets/definitions';
import { formatCount } from '../../widgets/format';

/** A figure that every method has at every K. */
export interface RankFigure {
  readonly of: DefinitionKey;
  /** Head of a column: "Recall". */
  readonly head: string;
  readonly at: (report: MethodReport, index: number) => RankCell;
}

export interface RankCell {
  readonly value: number;
  /** "30 of 671", where the figure is a share of things. */
  readonly worked?: string;
  readonly n: number;
}

function shareOf(value: number, n: number): RankCell {
  return { value, worked: `${Math.round(value * n)} of ${n}`, n };
}

/** `index`: place of K among the cut-offs. */
export const RANK_FIGURES: readonly RankFigure[] = [
  {
    of: 'recallAtK',
    head: 'Recall',
    at: ({ items: { all } }, index) => shareOf(all.atK[index]?.recall ?? 0, all.n),
  },
  {
    of: 'ndcgAtK',
    head: 'NDCG',
    at: ({ items: { all } }, index) => ({ value: all.atK[index]?.ndcg ?? 0, n: all.n }),
  },
  {
    of: 'sidHitRate',
    head: 'SID-level HR',
    at: ({ sids }, index) => shareOf(sids.atK[index]?.hitRate ?? 0, sids.n),
  },
  {
    of: 'coverageAtK',
    head: 'Coverage',
    at: ({ coverage, items: { all } }, index) => {
      const { items = 0, coverage: value = 0 } = coverage[index] ?? {};
      return { value, worked: `${items} items`, n: all.n };
    },
  },
];

/** What the table shows: every figure at one K, or one figure at every K. */
export type TableChoice = `k${number}` | DefinitionKey;

export const TABLE_CHOICES: readonly { readonly value: TableChoice; readonly text: string }[] = [
  ...CUTOFFS.map((k) => ({ value: `k${k}` as const, text: `K = ${formatCount(k)}` })),
  ...RANK_FIGURES.map(({ of }) => ({
    value: of,
    text: `${DEFINITIONS[of].name.replace('@K', '')}, every K`,
  })),
];
