import type { Expansion } from './candidates';
import type { RetrievalReport } from './retrieval-metrics';

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
  /** L of the SIDs: the expansion of a single level stands in a column of its own. */
  readonly levels: number;
  readonly expansion: Expansion;
  readonly report: RetrievalReport;
}

/**
 * `offline_eval.csv`: first the columns of CarterHe479/Semantic-ID in their order, then which
 * expansion it was, and the shares of users without candidates and of users answered by full search,
 * whose hits are in the recall too. M and T are empty where another expansion was used.
 */
export function offlineEvalCsv(rows: readonly OfflineEvalRow[]): string {
  return [COLUMNS.join(','), ...rows.map(line)].join('\n') + '\n';
}

function line({ method, levels, expansion, report }: OfflineEvalRow): string {
  const { all } = report.metrics;
  const at = CUTOFFS.map((k) => all.atK.find((metrics) => metrics.k === k)!);
  const swaps = swapsOf(expansion);
  return [
    quoted(method),
    ...at.map(({ recall }) => recall),
    ...at.map(({ ndcg }) => ndcg),
    all.n,
    report.coldStartSkipped,
    report.averageCandidates,
    levels > 1 ? swaps : '',
    levels > 1 ? '' : swaps,
    expansion.kind,
    report.emptyRate,
    report.fallbackRate,
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
