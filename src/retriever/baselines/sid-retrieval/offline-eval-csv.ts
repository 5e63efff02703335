import type { MethodReport } from '../evaluate-baseline';
import type { Expansion } from './candidates';

const CUTOFFS = [10, 50, 100];

const COLUMNS = [
  'method',
  ...CUTOFFS.map((k) => `Recall@${k}`),
  ...CUTOFFS.map((k) => `NDCG@${k}`),
  'evaluated',
  'cold_start_skipped',
  'avg_cand_size',
  'expand_rq_M',
  'expand_vq_T',
  'expansion',
  'empty_rate',
  'fallback_rate',
];

export interface OfflineEvalRow {
  readonly method: string;
  readonly report: MethodReport;
}

/**
 * `offline_eval.csv`: first the columns of CarterHe479/Semantic-ID in their order, then which
 * expansion it was, and the shares of users without candidates and of users answered by full search,
 * whose hits are in the recall too. `levels`: L of the SIDs, as the expansion of a single level stands
 * in a column of its own. What does not apply to a method is empty, as
 * are figures at a K above its longest list.
 */
export function offlineEvalCsv(rows: readonly OfflineEvalRow[], levels: number): string {
  return [COLUMNS.join(','), ...rows.map((row) => line(row, levels))].join('\n') + '\n';
}

function line({ method, report }: OfflineEvalRow, levels: number): string {
  const { items, candidates, coldStartSkipped } = report;
  const at = CUTOFFS.map((k) => items.all.atK.find((metrics) => metrics.k === k)!);
  const swaps = candidates ? swapsOf(candidates.expansion) : '';
  return [
    quoted(method),
    ...at.map(({ recall }) => recall ?? ''),
    ...at.map(({ ndcg }) => ndcg ?? ''),
    items.all.n,
    coldStartSkipped,
    candidates?.average ?? '',
    levels > 1 ? swaps : '',
    levels > 1 ? '' : swaps,
    candidates?.expansion.kind ?? '',
    candidates?.emptyRate ?? '',
    candidates?.fallbackRate ?? '',
  ].join(',');
}

/** Codewords a level that were tried; 1 is the code itself. */
function swapsOf(expansion: Expansion): number | '' {
  if (expansion.kind === 'exact') return 1;
  return expansion.kind === 'nearest-codewords' ? expansion.codewords : '';
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
