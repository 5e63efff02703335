import { spreadOf, type SweepGroup } from '../../state/sweep/aggregate';
import { Defined } from '../../widgets/Defined';
import { formatCount, formatNumber } from '../../widgets/format';
import { methodName } from '../methods';
import { runMetric, type RunMetric, type RunMetricKey } from '../runs/run-metrics';

const SHOWN: readonly RunMetricKey[] = [
  'unique',
  'inCollision',
  'maxBucket',
  'reconstruction',
  'entropy',
  'seconds',
];

/** Mean over seeds, and least to largest, one row a combination. */
export function SweepTable({ groups }: { readonly groups: readonly SweepGroup[] }) {
  const metrics = SHOWN.map(runMetric);
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="levels-scroll" tabIndex={0} role="region" aria-label="Sweep results">
      <table className="levels sweep-table">
        <caption className="muted">Mean over seeds, and least–largest below it</caption>
        <thead>
          <tr>
            <th scope="col">Method</th>
            <th scope="col">L × K</th>
            <th scope="col">Seeds</th>
            {metrics.map(({ key, of, head }) => (
              <th key={key} scope="col">
                <Defined of={of}>{key === 'entropy' ? 'Entropy, bits' : head}</Defined>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {groups.map(({ method, levels, size, runs }) => (
            <tr key={`${method} ${levels} ${size}`}>
              <th scope="row">{methodName(method)}</th>
              <td>
                {levels} × {formatCount(size)}
              </td>
              <td>{runs.length}</td>
              {metrics.map((metric) => (
                <td key={metric.key}>
                  <Cell metric={metric} runs={runs} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface CellProps {
  readonly metric: RunMetric;
  readonly runs: SweepGroup['runs'];
}

function Cell({ metric, runs }: CellProps) {
  const { n, mean, min, max } = spreadOf(runs.map(metric.value));
  const format = shown(metric);
  return (
    <span title={`mean ${mean}, least ${min}, largest ${max}, n = ${n}`}>
      {format(mean)}
      <span className="delta">{n > 1 ? `${format(min)}–${format(max)}` : 'one seed'}</span>
    </span>
  );
}

/** Means of whole numbers need digits; the unit of bits is in the head. */
function shown({ key, format }: RunMetric): (value: number) => string {
  return key === 'maxBucket' || key === 'entropy' ? formatNumber : format;
}
