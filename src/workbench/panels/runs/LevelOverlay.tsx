import { useMemo, useState } from 'react';
import { Chart } from '../../charts/Chart';
import { runLinesOption } from '../../charts/run-lines';
import { useChartTheme } from '../../charts/use-chart-theme';
import type { RunRecord } from '../../state/runs/record';
import { InlineChoice } from './InlineChoice';
import { knownFigures, type LevelFigureKey } from './level-figures';
import { runNumber } from './run-text';

/** One figure of every level, a line a run. */
export function LevelOverlay({ runs }: { readonly runs: readonly RunRecord[] }) {
  const theme = useChartTheme();
  const [key, setKey] = useState<LevelFigureKey>('entropy');
  const figures = useMemo(() => knownFigures(runs), [runs]);
  // Of other runs the chosen one may not be known.
  const figure = figures.find(({ value }) => value === key) ?? figures[0];
  const depth = Math.max(...runs.map(({ levels }) => levels.length));
  const names = useMemo(() => Array.from({ length: depth }, (_, l) => `Level ${l + 1}`), [depth]);
  const lines = useMemo(
    () =>
      runs.map((run) => ({
        name: runNumber(run),
        points: run.levels.map((level, l) => [l, figure?.of(level) ?? Number.NaN] as const),
      })),
    [runs, figure],
  );
  const option = useMemo(
    () =>
      runLinesOption(
        lines,
        { xName: '', categories: names, format: figure?.format ?? String },
        theme,
      ),
    [lines, names, figure, theme],
  );
  if (!figure) return null;
  const words = lines.map(
    ({ name, points }) => `${name} ${points.map(([, y]) => figure.format(y)).join(', ')}`,
  );
  return (
    <div className="chart-box">
      <Chart
        title="Per level"
        unit={figure.unit}
        n={runs[0]?.data.n ?? 0}
        option={option}
        description={`${figure.text} of each level: ${words.join('; ')}.`}
        tools={
          <InlineChoice
            label="Figure per level"
            value={figure.value}
            options={figures}
            onChange={setKey}
          />
        }
        table={{
          columns: [
            { name: 'Level', rem: 4 },
            ...lines.map(({ name }) => ({ name, rem: 4, numeric: true })),
          ],
          rowCount: depth,
          cell: (row, column) => {
            if (column === 0) return names[row];
            const point = lines[column - 1]?.points[row];
            return point ? figure.format(point[1]) : '';
          },
        }}
      />
    </div>
  );
}
