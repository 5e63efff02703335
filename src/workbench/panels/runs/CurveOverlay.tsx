import { useMemo, useState } from 'react';
import { Chart } from '../../charts/Chart';
import { runLinesOption } from '../../charts/run-lines';
import { useChartTheme } from '../../charts/use-chart-theme';
import type { RunRecord } from '../../state/runs/record';
import { formatPercent } from '../../widgets/format';
import { InlineChoice } from './InlineChoice';
import { runNumber } from './run-text';

/** Training curves of several runs at one level. */
export function CurveOverlay({ runs }: { readonly runs: readonly RunRecord[] }) {
  const theme = useChartTheme();
  const depth = Math.max(...runs.map(({ levels }) => levels.length));
  const [wanted, setWanted] = useState(1);
  const level = Math.min(wanted, depth);
  const lines = useMemo(
    () =>
      runs.map((run) => ({
        name: runNumber(run),
        points: (run.levels[level - 1]?.history ?? []).map((y, i) => [i + 1, y] as const),
      })),
    [runs, level],
  );
  const option = useMemo(
    () =>
      runLinesOption(lines, { xName: 'iteration', categories: null, format: formatPercent }, theme),
    [lines, theme],
  );
  const words = lines.map(({ name, points }) =>
    points.length === 0
      ? `${name} has no such level`
      : `${name} from ${formatPercent(points[0]?.[1] ?? 0)} to ${formatPercent(points.at(-1)?.[1] ?? 0)}`,
  );
  return (
    <div className="chart-box">
      <Chart
        title="Distortion"
        unit="share of variance"
        n={runs[0]?.data.n ?? 0}
        option={option}
        description={`Relative distortion over the iterations of level ${level}: ${words.join(', ')}.`}
        tools={
          <InlineChoice
            label="Level of the training curves"
            value={String(level)}
            options={Array.from({ length: depth }, (_, l) => ({
              value: String(l + 1),
              text: `Level ${l + 1}`,
            }))}
            onChange={(value) => setWanted(Number(value))}
          />
        }
        table={{
          columns: [
            { name: 'Iteration', rem: 4, numeric: true },
            ...lines.map(({ name }) => ({ name, rem: 4, numeric: true })),
          ],
          rowCount: Math.max(0, ...lines.map(({ points }) => points.length)),
          cell: (row, column) => {
            if (column === 0) return row + 1;
            const point = lines[column - 1]?.points[row];
            return point ? formatPercent(point[1]) : '';
          },
        }}
      />
    </div>
  );
}
