import { useMemo } from 'react';
import type { Comparison } from '../../state/runs/comparison';
import { configDifferences, settingsOf } from '../../state/runs/config-diff';
import { plural } from '../../widgets/format';
import { runNumber } from './run-text';

/** Only the settings that are not the same in all runs. */
export function ConfigDiff({ comparison }: { readonly comparison: Comparison }) {
  const { runs } = comparison;
  const differences = useMemo(() => configDifferences(settingsOf(runs)), [runs]);
  if (differences.length === 0) {
    return <p className="chart-title">All settings are the same.</p>;
  }
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="levels-scroll" tabIndex={0} role="region" aria-label="Settings that differ">
      <table className="levels compare">
        <caption className="chart-title">
          {plural(differences.length, 'setting')} {differences.length === 1 ? 'differs' : 'differ'}
        </caption>
        <thead>
          <tr>
            <th scope="col">Setting</th>
            {runs.map((run) => (
              <th key={run.id} scope="col">
                {runNumber(run)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {differences.map(({ key, values }) => (
            <tr key={key}>
              <th scope="row">
                <code>{key}</code>
              </th>
              {values.map((value, index) => (
                <td key={runs[index]?.id}>{value}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
