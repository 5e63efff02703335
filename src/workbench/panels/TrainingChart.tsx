import { useMemo, useState } from 'react';
import { Chart } from '../charts/Chart';
import { trainingCurveOption } from '../charts/training-curve';
import { useChartTheme } from '../charts/use-chart-theme';
import type { View } from '../state/view';
import { formatPercent } from '../widgets/format';
import { ToggleText } from '../widgets/ToggleText';

export function TrainingChart({ view }: { readonly view: View }) {
  const theme = useChartTheme();
  const [isOwn, setIsOwn] = useState(false);
  const { levels } = view;
  const { iterations } = view.config;
  const option = useMemo(
    () => trainingCurveOption(levels, iterations, isOwn ? 'first' : 'share', theme),
    [levels, iterations, isOwn, theme],
  );
  const words = levels.map(({ level, curve }) => {
    const [first, last] = [curve[0], curve.at(-1)];
    if (!first || !last) return `level ${level} has no iteration yet`;
    return `level ${level} from ${formatPercent(first.distortion)} to ${formatPercent(last.distortion)} in ${last.iteration}`;
  });
  const rows = [...new Set(levels.flatMap(({ curve }) => curve.map((point) => point.iteration)))];
  rows.sort((a, b) => a - b);
  return (
    <Chart
      title="Distortion"
      unit={isOwn ? 'share of the first iteration' : 'share of variance'}
      n={view.n}
      option={option}
      description={`Relative distortion over the iterations: ${words.join(', ')}.`}
      tools={
        <ToggleText
          isOn={isOwn}
          onChange={setIsOwn}
          label="From first iteration: each level against its own"
        >
          From first
        </ToggleText>
      }
      table={{
        columns: [
          { name: 'Iteration', rem: 4, numeric: true },
          ...levels.map(({ level }) => ({ name: `Level ${level}`, rem: 4, numeric: true })),
        ],
        rowCount: rows.length,
        cell: (row, column) => {
          const iteration = rows[row];
          if (column === 0) return iteration;
          const point = levels[column - 1]?.curve.find((at) => at.iteration === iteration);
          return point ? formatPercent(point.distortion) : '';
        },
      }}
    />
  );
}
