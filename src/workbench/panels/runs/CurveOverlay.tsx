import { useMemo, useState } from 'react';
import { Chart } from '../../charts/Chart';
import { runLinesOption } from '../../charts/run-lines';
import { useChartTheme } from '../../charts/use-chart-theme';
import type { RunRecord } from '../../state/runs/record';
import { InlineChoice } from './InlineChoice';
import { curvesOf } from './run-curves';
import { runNumber } from './run-text';

/** Training curves of several runs over one another: distortion of a level, or a learned run's losses. */
export function CurveOverlay({ runs }: { readonly runs: readonly RunRecord[] }) {
  const theme = useChartTheme();
  const curves = useMemo(() => curvesOf(runs), [runs]);
  const [wanted, setWanted] = useState('');
  // Of other runs the wanted one may be gone.
  const curve = curves.find(({ value }) => value === wanted) ?? curves[0];
  const lines = useMemo(
    () => runs.map((run) => ({ name: runNumber(run), points: curve?.points(run) ?? [] })),
    [runs, curve],
  );
  const option = useMemo(() => {
    const { xName, format } = curve ?? { xName: '', format: String };
    return runLinesOption(lines, { xName, categories: null, format }, theme);
  }, [lines, curve, theme]);
  if (!curve) {
    return <p className="chart-title">None of these runs was trained: there are no curves.</p>;
  }
  const { title, text, unit, xName, format } = curve;
  const words = lines.map(({ name, points }) =>
    points.length === 0
      ? `${name} has no such curve`
      : `${name} from ${format(points[0]?.[1] ?? 0)} to ${format(points.at(-1)?.[1] ?? 0)}`,
  );
  return (
    <div className="chart-box">
      <Chart
        title={title}
        unit={unit}
        n={runs[0]?.data.n ?? 0}
        option={option}
        description={`${text} by ${xName}: ${words.join(', ')}.`}
        tools={
          <InlineChoice
            label="Figure of the training curves"
            value={curve.value}
            options={curves}
            onChange={setWanted}
          />
        }
        table={{
          columns: [
            { name: xName === 'epoch' ? 'Epoch' : 'Iteration', rem: 4, numeric: true },
            ...lines.map(({ name }) => ({ name, rem: 4, numeric: true })),
          ],
          rowCount: Math.max(0, ...lines.map(({ points }) => points.length)),
          cell: (row, column) => {
            if (column === 0) return row + 1;
            const point = lines[column - 1]?.points[row];
            return point ? format(point[1]) : '';
          },
        }}
      />
    </div>
  );
}
