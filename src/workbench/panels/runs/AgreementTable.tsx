import type { DepthAgreement } from '../../../sid/agreement';
import { Defined } from '../../widgets/Defined';
import { formatCount, formatNumber, formatPercent } from '../../widgets/format';
import { Metric } from '../../widgets/Metric';
import { agreementSentence } from './agreement-text';

interface AgreementTableProps {
  /** Of the run that is compared with the first. */
  readonly name: string;
  readonly depths: readonly DepthAgreement[];
}

export function AgreementTable({ name, depths }: AgreementTableProps) {
  return (
    <div data-testid="sid-agreement">
      <p className="chart-title">{agreementSentence(name, depths)}</p>
      <div className="levels-scroll">
        <table className="levels">
          <thead>
            <tr>
              <th scope="col">Levels</th>
              <th scope="col">
                <Defined of="adjustedRand">ARI</Defined>
              </th>
              <th scope="col">
                <Defined of="equalPrefix">Equal prefixes</Defined>
              </th>
              <th scope="col">Distinct</th>
            </tr>
          </thead>
          <tbody>
            {depths.map((at) => (
              <tr key={at.depth}>
                <th scope="row">{at.depth === 1 ? '1' : `1–${at.depth}`}</th>
                <td>
                  <Metric
                    of="adjustedRand"
                    label=""
                    value={formatNumber(at.adjustedRand)}
                    raw={at.adjustedRand}
                    n={at.n}
                  />
                </td>
                <td>
                  <Metric
                    of="equalPrefix"
                    label=""
                    value={formatPercent(at.equalShare)}
                    raw={at.equalShare}
                    worked={`${at.equalItems} of ${at.n}`}
                    n={at.n}
                  />
                </td>
                <td>
                  {formatCount(at.distinctA)} / {formatCount(at.distinctB)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
