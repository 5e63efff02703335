import { useMemo, useState } from 'react';
import { Chart } from '../charts/Chart';
import { useChartTheme } from '../charts/use-chart-theme';
import { occupancyOption, sortedDescending } from '../charts/occupancy';
import type { View } from '../state/view';
import { ToggleText } from '../widgets/ToggleText';
import { formatCount } from '../widgets/format';

export function OccupancyChart({ view }: { readonly view: View }) {
  const theme = useChartTheme();
  const levels = useMemo(
    () => view.levels.map(({ level, metrics }) => ({ level, counts: metrics.counts })),
    [view],
  );
  const [isLog, setIsLog] = useState(true);
  const option = useMemo(
    () => occupancyOption(levels, isLog ? 'log' : 'linear', theme),
    [levels, isLog, theme],
  );
  const sorted = useMemo(() => levels.map(({ counts }) => sortedDescending(counts)), [levels]);
  const words = sorted.map((counts, i) => `level ${i + 1} from ${counts[0]} to ${counts.at(-1)}`);
  return (
    <div className="chart-box">
      <Chart
        title="Sorted occupancy"
        unit={isLog ? 'items, log scale' : 'items'}
        tools={
          <ToggleText isOn={isLog} onChange={setIsLog} label="Sorted occupancy on a log scale">
            Log
          </ToggleText>
        }
        n={view.n}
        option={option}
        description={`Items per code, fullest first: ${words.join(', ')}.`}
        table={{
          columns: [
            { name: 'Rank', rem: 3, numeric: true },
            ...levels.map(({ level }) => ({ name: `Level ${level}`, rem: 3, numeric: true })),
          ],
          rowCount: Math.max(0, ...sorted.map((counts) => counts.length)),
          cell: (row, column) => {
            if (column === 0) return formatCount(row + 1);
            const items = sorted[column - 1]?.[row];
            return items === undefined ? '' : formatCount(items);
          },
        }}
      />
    </div>
  );
}
