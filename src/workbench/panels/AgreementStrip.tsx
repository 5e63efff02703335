import { setState, useWorkbench } from '../state/store';
import { formatCount, formatNumber, formatSeconds } from '../widgets/format';

/** How far the device's codes agree with the plain Float64 loop's. */
export function AgreementStrip() {
  const agreement = useWorkbench((state) => state.agreement);
  if (!agreement) return null;
  const { rowsChecked, levels, epsilon, energyDifference, seconds } = agreement;
  const wrong = levels.reduce((sum, level) => sum + level.wrong, 0);
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
        Tie: another code, but both distances within {formatNumber(epsilon)} of each other. Residual
        energy differs by at most {formatNumber(energyDifference)}, relative.
      </p>
    </section>
  );
}
