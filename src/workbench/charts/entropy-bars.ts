import { formatBits } from '../widgets/format';
import { axis, baseOption, legend } from './chart-base';
import { levelColor, type ChartTheme } from './chart-theme';
import type { ChartOption } from './echarts';

export interface EntropyLevel {
  /** 1-based. */
  readonly level: number;
  /** log2 K: what the level could carry at most. */
  readonly limitBits: number;
  readonly entropyBits: number;
  /** null while the level is in training: the prefixes are known only when it ends. */
  readonly conditionalBits: number | null;
  readonly cumulativeBits: number | null;
}

/** Entropy of each level and what it adds, against log2 K; cumulative against log2 N. */
export function entropyOption(
  levels: readonly EntropyLevel[],
  depth: number,
  n: number,
  theme: ChartTheme,
): ChartOption {
  const limit = Math.log2(Math.max(1, n));
  const colored = (value: number | null, level: number, faint: boolean) => ({
    value: value ?? '-',
    itemStyle: faint
      ? { color: levelColor(theme, level), opacity: 0.45 }
      : { color: levelColor(theme, level) },
  });
  return {
    ...baseOption(theme),
    grid: { left: 4, right: 8, top: 28, bottom: 2, containLabel: true },
    legend: legend(theme),
    tooltip: {
      ...baseOption(theme).tooltip,
      trigger: 'axis',
      axisPointer: { type: 'shadow' },
      valueFormatter: (value) => (typeof value === 'number' ? formatBits(value) : '–'),
    },
    xAxis: {
      ...axis(theme, ''),
      type: 'category',
      // Levels to come keep their place, so that bars do not move while others train.
      data: Array.from({ length: depth }, (_, i) => `Level ${i + 1}`),
    },
    yAxis: { ...axis(theme, ''), type: 'value', min: 0 },
    series: [
      {
        name: 'entropy',
        type: 'bar',
        color: theme.muted,
        barMaxWidth: 28,
        barGap: '10%',
        data: levels.map((l) => colored(l.entropyBits, l.level, false)),
      },
      {
        name: 'conditional',
        type: 'bar',
        color: theme.muted,
        itemStyle: { opacity: 0.45 },
        barMaxWidth: 28,
        data: levels.map((l) => colored(l.conditionalBits, l.level, true)),
      },
      {
        name: 'log₂ K',
        type: 'scatter',
        symbol: 'rect',
        symbolSize: [Math.max(14, 160 / depth), 2],
        color: theme.ink,
        data: levels.map((l) => l.limitBits),
      },
      {
        name: 'cumulative',
        type: 'line',
        color: theme.ink,
        symbol: 'circle',
        symbolSize: 6,
        lineStyle: { width: 1.5, type: 'dashed' },
        data: levels.map((l) => l.cumulativeBits ?? '-'),
        markLine: {
          silent: true,
          symbol: 'none',
          lineStyle: { color: theme.muted, type: 'dotted' },
          label: { formatter: 'log₂ N', position: 'insideStartBottom', color: theme.muted },
          data: [{ yAxis: limit }],
        },
      },
    ],
  };
}
