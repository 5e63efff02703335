import { formatNumber, formatPercent } from '../widgets/format';
import { axis, baseOption, legend } from './chart-base';
import { levelColor, type ChartTheme } from './chart-theme';
import { dash } from './dashes';
import type { ChartOption } from './echarts';

export interface TrainingCurve {
  /** 1-based. */
  readonly level: number;
  readonly curve: readonly { readonly iteration: number; readonly distortion: number }[];
}

/** `share`: of the variance. `first`: of the level's own first iteration, so that shapes compare. */
export type CurveScale = 'share' | 'first';

/** Relative distortion over the iterations, one line a level. */
export function trainingCurveOption(
  levels: readonly TrainingCurve[],
  iterations: number,
  scale: CurveScale,
  theme: ChartTheme,
): ChartOption {
  return {
    ...baseOption(theme),
    grid: { left: 4, right: 12, top: 26, bottom: 18, containLabel: true },
    legend: { ...legend(theme), itemWidth: 26 },
    tooltip: {
      ...baseOption(theme).tooltip,
      trigger: 'axis',
      valueFormatter: (value) => (typeof value === 'number' ? formatPercent(value) : '–'),
    },
    xAxis: {
      ...axis(theme, 'iteration'),
      type: 'value',
      min: 1,
      max: Math.max(2, iterations),
      minInterval: 1,
      splitLine: { show: false },
      axisPointer: {
        label: { formatter: ({ value }) => `Iteration ${Math.round(Number(value))}` },
      },
    },
    yAxis: {
      ...axis(theme, ''),
      type: 'value',
      scale: true,
      axisLabel: {
        color: theme.muted,
        fontSize: 11,
        formatter: (value: number) => `${formatNumber(Math.round(value * 1e4) / 100)}%`,
      },
    },
    series: levels.map(({ level, curve }) => ({
      name: `Level ${level}`,
      type: 'line',
      symbol: 'circle',
      symbolSize: 4,
      showSymbol: curve.length <= 40,
      color: levelColor(theme, level),
      lineStyle: { width: 1.75, type: dash(level - 1) },
      data: curve.map(({ iteration, distortion }) => [
        iteration,
        scaled(distortion, curve[0]?.distortion, scale),
      ]),
    })),
  };
}

function scaled(distortion: number, first: number | undefined, scale: CurveScale): number {
  return scale === 'first' && first ? distortion / first : distortion;
}
