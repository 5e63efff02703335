import type { MethodReport } from '../../../worker/protocol';
import { CUTOFFS, type RankReport } from '../../../retriever/evaluate/rank-metrics';
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
  /** null where K is above `depth`. */
  readonly value: number | null;
  /** The longest list, in items or SIDs. */
  readonly depth: number;
  /** "30 of 671", where the figure is a share of things. */
  readonly worked?: string;
  readonly n: number;
}

function shareOf(value: number | null | undefined, { n, depth }: RankReport): RankCell {
  if (value === undefined || value === null) return { value: null, depth, n };
  return { value, depth, worked: `${Math.round(value * n)} of ${n}`, n };
}

/** `index`: place of K among the cut-offs. */
export const RANK_FIGURES: readonly RankFigure[] = [
  {
    of: 'recallAtK',
    head: 'Recall',
    at: ({ items: { all } }, index) => shareOf(all.atK[index]?.recall, all),
  },
  {
    of: 'ndcgAtK',
    head: 'NDCG',
    at: ({ items: { all } }, index) => {
      const { n, depth } = all;
      return { value: all.atK[index]?.ndcg ?? null, depth, n };
    },
  },
  {
    of: 'sidHitRate',
    head: 'SID-level HR',
    at: ({ sids }, index) => shareOf(sids.atK[index]?.hitRate, sids),
  },
  {
    of: 'coverageAtK',
    head: 'Coverage',
    at: ({ coverage, items: { all } }, index) => {
      const { items = null, coverage: value = null } = coverage[index] ?? {};
      const { n, depth } = all;
      return { value, depth, worked: `${items ?? 0} items`, n };
    },
  },
];

/** What the table shows: every figure at one K, or one figure at every K. */
export type TableChoice = `k${number}` | DefinitionKey;

const FIRST_K = 10;

/** Place among the cut-offs of the K that is shown, where one is; else of the usual one. */
export function shownCutoff(choice: TableChoice): number {
  const place = CUTOFFS.indexOf(Number(choice.slice(1)));
  return place < 0 ? CUTOFFS.indexOf(FIRST_K) : place;
}

export const TABLE_CHOICES: readonly { readonly value: TableChoice; readonly text: string }[] = [
  ...CUTOFFS.map((k) => ({ value: `k${k}` as const, text: `K = ${formatCount(k)}` })),
  ...RANK_FIGURES.map(({ of }) => ({
    value: of,
    text: `${DEFINITIONS[of].name.replace('@K', '')}, every K`,
  })),
];
