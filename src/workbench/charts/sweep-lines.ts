import { axis, baseOption, legend } from './chart-base';
import type { ChartTheme } from './chart-theme';
import { dash } from './dashes';
import type { ChartOption } from './echarts';
import { runColor } from './run-lines';

/** A metric over K, with the least and the largest over the seeds at each. */
export interface SweepLine {
  /** "Lloyd, L = 3" */
  readonly name: string;
  readonly points: readonly {
    readonly size: number;
    readonly mean: number;
    readonly min: number;
    readonly max: number;
  }[];
}

/** Mean over seeds as a line, from least to largest as a bar. K are places in a row, as they were asked for. */
export function sweepLinesOption(
  lines: readonly SweepLine[],
  format: (value: number) => string,
  theme: ChartTheme,
): ChartOption {
  const sizes = [...new Set(lines.flatMap(({ points }) => points.map(({ size }) => size)))];
  sizes.sort((a, b) => a - b);
  return {
    ...baseOption(theme),
    grid: { left: 4, right: 16, top: 26, bottom: 18, containLabel: true },
    legend: { ...legend(theme), itemWidth: 26 },
    tooltip: {
      ...baseOption(theme).tooltip,
      trigger: 'axis',
      valueFormatter: (value) => (typeof value === 'number' ? `mean ${format(value)}` : '–'),
    },
    xAxis: {
      ...axis(theme, 'codes K'),
      type: 'category',
      data: sizes.map((size) => size.toLocaleString('en')),
    },
    yAxis: {
      ...axis(theme, ''),
      type: 'value',
      scale: true,
      axisLabel: { color: theme.muted, fontSize: 11, formatter: format },
    },
    series: lines.map(({ name, points }, index) => ({
      name,
      type: 'line',
      symbol: 'circle',
      symbolSize: 7,
      color: runColor(theme, index % 6),
      lineStyle: { width: 1.75, type: dash(index) },
      data: sizes.map((size) => points.find((point) => point.size === size)?.mean ?? '-'),
      markLine: {
        silent: true,
        animation: false,
        symbol: ['rect', 'rect'],
        symbolSize: [9, 1.5],
        label: { show: false },
        lineStyle: { type: 'solid', width: 1.5, color: runColor(theme, index % 6) },
        data: points
          .filter(({ min, max }) => max > min)
          .map(({ size, min, max }) => [
            { coord: [sizes.indexOf(size), min] },
            { coord: [sizes.indexOf(size), max] },
          ]),
      },
    })),
  };
}
