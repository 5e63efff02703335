import type { MethodLine } from '../../state/retrieval/method-line';
import { Defined } from '../../widgets/Defined';
import { formatNumber, formatPercent } from '../../widgets/format';
import { Metric } from '../../widgets/Metric';

/** What SID lookups found before anything was ranked. */
export function CandidatesTable({ rows }: { readonly rows: readonly MethodLine[] }) {
  const lookups = rows.flatMap(({ name, report: { candidates, items } }) =>
    candidates ? [{ name, candidates, n: items.all.n }] : [],
  );
  if (lookups.length === 0) return <p className="muted">None is evaluated yet.</p>;
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="levels-scroll" tabIndex={0} role="region" aria-label="Candidates">
      <table className="levels methods">
        <thead>
          <tr>
            <th scope="col">Method</th>
            <th scope="col">
              <Defined of="averageCandidates">Candidates</Defined>
            </th>
            <th scope="col">
              <Defined of="emptyRate">Without any</Defined>
            </th>
            <th scope="col">
              <Defined of="fallbackRate">Full search</Defined>
            </th>
          </tr>
        </thead>
        <tbody>
          {lookups.map(({ name, candidates: { average, emptyRate, fallbackRate }, n }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>
                <Metric
                  of="averageCandidates"
                  label=""
                  value={formatNumber(average)}
                  raw={average}
                  n={Math.round(n * (1 - emptyRate))}
                />
              </td>
              <td>
                <Share of="emptyRate" value={emptyRate} n={n} />
              </td>
              <td>
                <Share of="fallbackRate" value={fallbackRate} n={n} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface ShareProps {
  readonly of: 'emptyRate' | 'fallbackRate';
  readonly value: number;
  /** Users. */
  readonly n: number;
}

function Share({ of, value, n }: ShareProps) {
  const worked = `${Math.round(value * n)} of ${n}`;
  return <Metric of={of} label="" value={formatPercent(value)} raw={value} worked={worked} n={n} />;
}
