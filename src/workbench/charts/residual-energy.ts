import { formatPercent } from '../widgets/format';
import { axis, baseOption } from './chart-base';
import { levelColor, type ChartTheme } from './chart-theme';
import type { ChartOption } from './echarts';

export interface EnergyLevel {
  /** 1-based. */
  readonly level: number;
  /** Share of the variance left after this level. */
  readonly residualEnergy: number;
}

/** The variance left after each level, from all of it before level 1. */
export function residualEnergyOption(
  levels: readonly EnergyLevel[],
  depth: number,
  theme: ChartTheme,
): ChartOption {
  // Many narrow bars have no room for digits that the tooltip and the table show anyway.
  const label = depth > 4 ? wholePercent : formatPercent;
  const names = ['input', ...Array.from({ length: depth }, (_, i) => `Level ${i + 1}`)];
  return {
    ...baseOption(theme),
    grid: { left: 4, right: 12, top: 18, bottom: 2, containLabel: true },
    tooltip: {
      ...baseOption(theme).tooltip,
      trigger: 'axis',
      valueFormatter: (value) => (typeof value === 'number' ? formatPercent(value) : '–'),
    },
    xAxis: { ...axis(theme, ''), type: 'category', data: names },
    yAxis: {
      ...axis(theme, ''),
      type: 'value',
      min: 0,
      max: 1,
      interval: 0.25,
      axisLabel: {
        color: theme.muted,
        fontSize: 11,
        formatter: wholePercent,
      },
    },
    series: [
      {
        name: 'residual energy',
        type: 'bar',
        barMaxWidth: 34,
        labelLayout: { hideOverlap: true },
        label: {
          show: true,
          position: 'top',
          color: theme.ink,
          fontSize: 11,
          formatter: ({ value }) => (typeof value === 'number' ? label(value) : ''),
        },
        data: [
          { value: 1, itemStyle: { color: theme.line } },
          ...levels.map(({ level, residualEnergy }) => ({
            value: residualEnergy,
            itemStyle: { color: levelColor(theme, level) },
          })),
        ],
      },
    ],
  };
}

function wholePercent(share: number): string {
  return `${Math.round(share * 100)}%`;
}
