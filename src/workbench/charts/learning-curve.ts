import { formatNumber, formatPercent } from '../widgets/format';
import { axis, baseOption, legend } from './chart-base';
import { levelColor, type ChartTheme } from './chart-theme';
import { dash } from './dashes';
import type { ChartOption } from './echarts';

export interface Epoch {
  /** 1-based. */
  readonly epoch: number;
  readonly losses: Readonly<Record<string, number>>;
  readonly uniqueRatio: number;
  /** Of runs on pairs. */
  readonly contrast?: { readonly accuracy: number };
}

/** "pair contrast loss" of `pair_contrast`. */
export function lossName(key: string): string {
  return `${key.replaceAll('_', ' ')} loss`;
}

/** Losses by name on the left, shares on the right, over the epochs. */
export function learningCurveOption(
  epochs: readonly Epoch[],
  total: number,
  theme: ChartTheme,
): ChartOption {
  const names = Object.keys(epochs[0]?.losses ?? {});
  const hasContrast = epochs[0]?.contrast !== undefined;
  const line = (name: string, index: number, points: (epoch: Epoch) => number | undefined) => ({
    name,
    type: 'line' as const,
    showSymbol: epochs.length <= 40,
    symbolSize: 4,
    color: levelColor(theme, index + 1),
    lineStyle: { width: 1.75, type: dash(index) },
    data: epochs.map((epoch) => [epoch.epoch, points(epoch) ?? null]),
  });
  return {
    ...baseOption(theme),
    grid: { left: 4, right: 4, top: 26, bottom: 18, containLabel: true },
    legend: { ...legend(theme), itemWidth: 26 },
    tooltip: {
      ...baseOption(theme).tooltip,
      trigger: 'axis',
      valueFormatter: (value) => (typeof value === 'number' ? formatNumber(value) : '–'),
    },
    xAxis: {
      ...axis(theme, 'epoch'),
      type: 'value',
      min: 1,
      max: Math.max(2, total),
      minInterval: 1,
      splitLine: { show: false },
    },
    yAxis: [
      { ...axis(theme, ''), type: 'value', min: 0 },
      {
        ...axis(theme, ''),
        type: 'value',
        min: 0,
        max: 1,
        splitLine: { show: false },
        axisLabel: {
          color: theme.muted,
          fontSize: 11,
          formatter: (value: number) => formatPercent(value),
        },
      },
    ],
    series: [
      ...names.map((name, index) => line(lossName(name), index, ({ losses }) => losses[name])),
      {
        ...line('unique ratio (right)', names.length, ({ uniqueRatio }) => uniqueRatio),
        yAxisIndex: 1,
      },
      ...(hasContrast
        ? [
            {
              ...line(
                'match accuracy (right)',
                names.length + 1,
                ({ contrast }) => contrast?.accuracy,
              ),
              yAxisIndex: 1,
            },
          ]
        : []),
    ],
  };
}
