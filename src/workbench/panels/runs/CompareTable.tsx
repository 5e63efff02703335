import { sameData } from '../../state/runs/record';
import type { RunRecord } from '../../state/runs/record';
import type { Comparison } from '../../state/runs/comparison';
import { Defined } from '../../widgets/Defined';
import { DEFINITIONS } from '../../widgets/definitions';
import { formatSigned } from '../../widgets/format';
import { RUN_METRICS, verdict, type RunMetric } from './run-metrics';
import { runName, runNumber } from './run-text';
import { RunSwatch } from './RunSwatch';

/** Up to so many runs have room for the difference beside the number; more have it below. */
const INLINE_UP_TO = 3;

/** Key numbers, one column a run, with signed differences to the first. */
export function CompareTable({ comparison }: { readonly comparison: Comparison }) {
  const { runs, isPinned } = comparison;
  return (
    // Scrolls sideways, so it must take the focus for the arrow keys.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="levels-scroll" tabIndex={0} role="region" aria-label="Numbers side by side">
      <table className="levels compare" data-few={runs.length <= INLINE_UP_TO || undefined}>
        <thead>
          <tr>
            <th scope="col">Number</th>
            {runs.map((run, index) => (
              <th key={run.id} scope="col" title={runName(run)}>
                <RunSwatch index={index} /> {runNumber(run)}
                <span className="compare-name">
                  {index === 0 ? (isPinned ? 'baseline' : 'compared to') : runName(run)}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {RUN_METRICS.map((metric) => (
            <tr key={metric.key}>
              <th scope="row">
                <Defined of={metric.of}>{DEFINITIONS[metric.of].name}</Defined>
              </th>
              {runs.map((run, index) => (
                <td key={run.id} title={`${known(metric.value(run))}, n = ${run.data.n}`}>
                  {metric.format(metric.value(run))}
                  {index > 0 && <Delta metric={metric} from={runs[0]} to={run} />}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const known = (value: number) => (Number.isNaN(value) ? 'not known' : String(value));

interface DeltaProps {
  readonly metric: RunMetric;
  readonly from: RunRecord;
  readonly to: RunRecord;
}

/** A signed difference, and in words whether it is for the better. Of other data it is no verdict. */
function Delta({ metric, from, to }: DeltaProps) {
  const delta = metric.value(to) - metric.value(from);
  const text = formatSigned(delta, metric.formatDelta);
  const isLike = sameData(from, to);
  const isBetter = isLike ? verdict(metric, delta) : null;
  const word = !isLike ? 'other data' : isBetter === null ? '' : isBetter ? 'better' : 'worse';
  return (
    <span className="delta" data-verdict={isLike && isBetter !== null ? word : undefined}>
      {text} {word}
    </span>
  );
}
