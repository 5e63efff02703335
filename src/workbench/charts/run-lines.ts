import { axis, baseOption, legend } from './chart-base';
import { levelColor, type ChartTheme } from './chart-theme';
import { dash } from './dashes';
import type { ChartOption } from './echarts';

export interface RunLine {
  readonly name: string;
  /** Place on the axis and value; a category's place counts from 0. NaN draws nothing. */
  readonly points: readonly (readonly [x: number, y: number])[];
}

export interface RunLinesAxes {
  readonly xName: string;
  /** Names of the places; null for numbers. */
  readonly categories: readonly string[] | null;
  readonly format: (value: number) => string;
}

/** Levels whose colours runs borrow after ink, accent and warning: never beside levels in a chart. */
const BORROWED = [4, 7, 5];
const SYMBOLS = ['circle', 'rect', 'triangle', 'diamond', 'roundRect', 'pin'];

/** Runs have colours of their own order; dash and symbol tell them apart as well. */
export function runColor(theme: ChartTheme, index: number): string {
  const own = [theme.ink, theme.accent, theme.warn][index];
  return own ?? levelColor(theme, BORROWED[(index - 3) % BORROWED.length] ?? 1);
}

/** One line a run over iterations or levels. */
export function runLinesOption(
  lines: readonly RunLine[],
  { xName, categories, format }: RunLinesAxes,
  theme: ChartTheme,
): ChartOption {
  const places = lines.flatMap(({ points }) => points.map(([x]) => x));
  return {
    ...baseOption(theme),
    grid: { left: 4, right: 12, top: 26, bottom: 18, containLabel: true },
    legend: { ...legend(theme), itemWidth: 26 },
    tooltip: {
      ...baseOption(theme).tooltip,
      trigger: 'axis',
      valueFormatter: (value) => (typeof value === 'number' ? format(value) : '–'),
    },
    xAxis: categories
      ? { ...axis(theme, xName), type: 'category', data: [...categories] }
      : {
          ...axis(theme, xName),
          type: 'value',
          min: 1,
          max: Math.max(2, ...places),
          minInterval: 1,
          splitLine: { show: false },
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
      symbol: SYMBOLS[index % SYMBOLS.length] ?? 'circle',
      symbolSize: categories ? 7 : 4,
      showSymbol: points.length <= 40,
      color: runColor(theme, index),
      lineStyle: { width: 1.75, type: dash(index) },
      data: points.map(([x, y]) => [x, Number.isNaN(y) ? '-' : y]),
    })),
  };
}
