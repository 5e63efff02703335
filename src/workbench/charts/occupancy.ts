import { formatCount, plural } from '../widgets/format';
import { axis, baseOption, legend } from './chart-base';
import { levelColor, type ChartTheme } from './chart-theme';
import { countAxis, onScale, type CountScale } from './count-axis';
import { dash, LINE_ICON } from './dashes';
import type { ChartOption } from './echarts';

export interface OccupancyLevel {
  /** 1-based. */
  readonly level: number;
  readonly counts: Uint32Array;
}

/** Items per code, fullest first, one line a level. A flat line is an evenly used codebook. */
export function occupancyOption(
  levels: readonly OccupancyLevel[],
  scale: CountScale,
  theme: ChartTheme,
): ChartOption {
  return {
    ...baseOption(theme),
    grid: { left: 4, right: 10, top: 24, bottom: 18, containLabel: true },
    legend: { ...legend(theme), icon: LINE_ICON },
    tooltip: {
      ...baseOption(theme).tooltip,
      trigger: 'axis',
      // The rank is the heading. What has no value on a log scale is a dead code.
      valueFormatter: (value) => plural(typeof value === 'number' ? value : 0, 'item'),
    },
    xAxis: {
      ...axis(theme, 'codes, fullest first'),
      type: 'value',
      min: 1,
      max: Math.max(2, ...levels.map(({ counts }) => counts.length)),
      splitLine: { show: false },
      axisPointer: { label: { formatter: ({ value }) => rankLabel(Number(value)) } },
    },
    yAxis: { ...axis(theme, ''), ...countAxis(scale, theme) },
    series: levels.map(({ level, counts }) => ({
      name: `Level ${level}`,
      type: 'line',
      showSymbol: false,
      sampling: 'lttb',
      color: levelColor(theme, level),
      lineStyle: { width: 1.75, type: dash(level - 1) },
      data: sortedDescending(counts).map((items, rank) => [rank + 1, onScale(items, scale)]),
    })),
  };
}

/** "Rank 114": what a tooltip over a place on the axis is about. */
function rankLabel(place: number): string {
  return `Rank ${formatCount(Math.round(place))}`;
}

export function sortedDescending(counts: Uint32Array): number[] {
  return Array.from(counts.slice().sort().reverse());
}
