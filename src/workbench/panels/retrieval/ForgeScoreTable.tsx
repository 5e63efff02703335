import type { RankReport } from '../../../retriever/evaluate/rank-metrics';
import type { ScoredForge } from '../../state/retrieval/forge-store';
import { Defined } from '../../widgets/Defined';
import { formatCount, formatNumber, formatPercent, plural } from '../../widgets/format';
import { Metric } from '../../widgets/Metric';
import { NoMetric } from '../../widgets/NoMetric';
import { tooDeepText } from './retrieval-text';

/** The cut-offs of FORGE's `calc_hr`. */
const FORGE_KS: readonly number[] = [20, 100, 500, 1000];

/** HR@K as FORGE prints it, and what was wrong with the predictions. */
export function ForgeScoreTable({ scored }: { readonly scored: ScoredForge }) {
  const { items, sids, sequences, invalidRate, duplicates, unknownAnswers } = scored.score;
  const { n, targets } = items.all;
  const unknownSids = Math.round(invalidRate * sequences);
  return (
    <>
      <table className="levels methods" data-testid="forge-table">
        <thead>
          <tr>
            <th scope="col">K</th>
            <th scope="col">
              <Defined of="forgeHr">HR@K</Defined>
            </th>
            <th scope="col">
              <Defined of="ndcgAtK">NDCG@K</Defined>
            </th>
            <th scope="col">
              <Defined of="sidHitRate">SID-level HR@K</Defined>
            </th>
          </tr>
        </thead>
        <tbody>
          {items.all.atK.map(({ k, recall, ndcg }, index) => {
            if (!FORGE_KS.includes(k)) return null;
            const hitRate = sids.atK[index]?.hitRate ?? null;
            return (
              <tr key={k}>
                <th scope="row">{formatCount(k)}</th>
                <td>
                  <Figure of="forgeHr" value={recall} k={k} report={items.all} />
                </td>
                <td>
                  <Figure of="ndcgAtK" value={ndcg} k={k} report={items.all} />
                </td>
                <td>
                  <Figure of="sidHitRate" value={hitRate} k={k} report={sids} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className="muted" data-testid="forge-counts">
        {scored.name}: {plural(n, 'user')}, {plural(targets, 'answer')}, of which{' '}
        {formatCount(unknownAnswers)} are not among the rows in use; {plural(sequences, 'SID')}{' '}
        generated, of which {formatCount(unknownSids)} are no item’s ({formatPercent(invalidRate)})
        and {formatCount(duplicates)} came before for the same user.
      </p>
    </>
  );
}

interface FigureProps {
  readonly of: 'forgeHr' | 'ndcgAtK' | 'sidHitRate';
  /** null where K is above the longest list of `report`. */
  readonly value: number | null;
  readonly k: number;
  readonly report: RankReport;
}

function Figure({ of, value, k, report: { n, depth } }: FigureProps) {
  const testId = `${of}-${k}`;
  if (value === null) return <NoMetric of={of} reason={tooDeepText(k, depth)} testId={testId} />;
  const format = of === 'ndcgAtK' ? formatNumber : formatPercent;
  return <Metric of={of} label="" value={format(value)} raw={value} n={n} testId={testId} />;
}
