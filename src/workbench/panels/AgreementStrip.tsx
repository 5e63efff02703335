import { setState, useWorkbench } from '../state/store';
import { formatCount, formatNumber, formatPercent, formatSeconds } from '../widgets/format';
import { Metric } from '../widgets/Metric';

/** How far the device's codes agree with the plain Float64 loop's. */
export function AgreementStrip() {
  const agreement = useWorkbench((state) => state.agreement);
  const distance = useWorkbench((state) => state.trained?.config.distance);
  if (!agreement) return null;
  const { rowsChecked, levels, epsilon, energyDifference, seconds } = agreement;
  const wrong = levels.reduce((sum, level) => sum + level.wrong, 0);
  const equal = levels.reduce((sum, level) => sum + level.equal, 0);
  const checked = rowsChecked * levels.length;
  return (
    <section className="agreement" aria-label="Agreement with the CPU" data-testid="agreement">
      <p>
        <strong>
          {wrong === 0
            ? `The CPU agrees on all ${formatCount(rowsChecked)} rows checked`
            : `The CPU disagrees on ${formatCount(wrong)} codes`}
        </strong>{' '}
        <span className="muted">in {formatSeconds(seconds)}</span>{' '}
        <button
          type="button"
          className="button quiet small"
          onClick={() => setState({ agreement: null })}
        >
          Close
        </button>
      </p>
      <Metric
        of="agreement"
        label="Equal codes"
        value={formatPercent(equal / checked)}
        raw={equal / checked}
        worked={`${equal} of ${checked}`}
        n={rowsChecked}
      />
      <table>
        <thead>
          <tr>
            <th scope="col">Level</th>
            <th scope="col">Equal</th>
            <th scope="col">Ties</th>
            <th scope="col">Wrong</th>
          </tr>
        </thead>
        <tbody>
          {levels.map((level, index) => (
            <tr key={index}>
              <th scope="row">{index + 1}</th>
              <td>{formatCount(level.equal)}</td>
              <td>{formatCount(level.ties)}</td>
              <td>{formatCount(level.wrong)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="muted">
        Tie: another code, but the two distances within {formatNumber(epsilon)}
        {distance === 'l2' && ' of |r|² + |c|²'} of each other.
        {energyDifference !== null &&
          ` Residual energy differs by at most ${formatNumber(energyDifference)}, relative.`}
      </p>
    </section>
  );
}
