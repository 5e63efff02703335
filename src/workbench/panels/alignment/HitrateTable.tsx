import { HITRATE_WINDOW } from '../../../sid/history-pairs';
import type { MeasuredHitrate } from '../../state/alignment/hitrate-store';
import { Defined } from '../../widgets/Defined';
import { formatCount, formatPercent, formatSeconds } from '../../widgets/format';
import { Metric } from '../../widgets/Metric';

/** Hitrate@k of raw vectors beside that of the reconstructions. */
export function HitrateTable({ measured }: { readonly measured: MeasuredHitrate }) {
  const { outcome, pairs, sampled } = measured;
  const { raw, reconstructed, seconds } = outcome;
  return (
    <>
      <table className="levels" data-testid="hitrate-table">
        <thead>
          <tr>
            <th scope="col">k</th>
            <th scope="col">
              <Defined of="hitrateRaw">Raw vectors</Defined>
            </th>
            <th scope="col">
              <Defined of="hitrateReconstructed">Reconstructions</Defined>
            </th>
          </tr>
        </thead>
        <tbody>
          {raw.map(({ k, hits, n, hitrate }, at) => {
            const other = reconstructed[at];
            return (
              <tr key={k}>
                <th scope="row">{k}</th>
                <td>
                  <Metric
                    of="hitrateRaw"
                    label=""
                    value={formatPercent(hitrate)}
                    raw={hitrate}
                    worked={`${hits} of ${n}`}
                    n={n}
                  />
                </td>
                <td>
                  {other && (
                    <Metric
                      of="hitrateReconstructed"
                      label=""
                      value={formatPercent(other.hitrate)}
                      raw={other.hitrate}
                      worked={`${other.hits} of ${other.n}`}
                      n={other.n}
                      testId={`hitrate-${k}`}
                    />
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className="muted">
        {formatCount(pairs)} {sampled ? 'sampled ' : ''}pairs of items at most {HITRATE_WINDOW}{' '}
        places apart in a history, the last two items of every user left out;{' '}
        {formatSeconds(seconds)}.
      </p>
    </>
  );
}
