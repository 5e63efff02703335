import { useMemo } from 'react';
import { Chart } from '../charts/Chart';
import { useChartTheme } from '../charts/use-chart-theme';
import { residualEnergyOption } from '../charts/residual-energy';
import type { View } from '../state/view';
import { formatNumber, formatPercent } from '../widgets/format';

export function EnergyChart({ view }: { readonly view: View }) {
  const theme = useChartTheme();
  const option = useMemo(
    () => residualEnergyOption(view.levels, view.sizes.length, theme),
    [view, theme],
  );
  const words = view.levels.map((l) => `${formatPercent(l.residualEnergy)} after level ${l.level}`);
  return (
    <div className="chart-box">
      <Chart
        title="Residual energy"
        unit="share of variance"
        n={view.n}
        option={option}
        description={`Variance left unexplained: ${words.join(', ')}.`}
        table={{
          columns: [
            { name: 'Level' },
            { name: 'Residual energy', numeric: true, rem: 6 },
            { name: 'Mean cosine', numeric: true },
          ],
          rowCount: view.levels.length,
          cell: (row, column) => {
            const level = view.levels[row];
            if (!level) return '';
            if (column === 0) return `Level ${level.level}`;
            if (column === 1) return formatPercent(level.residualEnergy);
            return level.result ? formatNumber(level.result.meanCosine) : '–';
          },
        }}
      />
    </div>
  );
}
