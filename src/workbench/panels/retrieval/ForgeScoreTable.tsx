import type { ScoredForge } from '../../state/retrieval/forge-store';
import { Defined } from '../../widgets/Defined';
import { formatCount, formatNumber, formatPercent, plural } from '../../widgets/format';
import { Metric } from '../../widgets/Metric';

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
            const hitRate = sids.atK[index]?.hitRate ?? 0;
            return (
              <tr key={k}>
                <th scope="row">{formatCount(k)}</th>
                <td>
                  <Metric
                    of="forgeHr"
                    label=""
                    value={formatPercent(recall)}
                    raw={recall}
                    n={n}
                    testId={`forge-hr-${k}`}
                  />
                </td>
                <td>
                  <Metric of="ndcgAtK" label="" value={formatNumber(ndcg)} raw={ndcg} n={n} />
                </td>
                <td>
                  <Metric
                    of="sidHitRate"
                    label=""
                    value={formatPercent(hitRate)}
                    raw={hitRate}
                    n={n}
                  />
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
