import type { RetrieverProgress } from '../../worker/protocol';
import { thinned, type LossPoint } from '../state/retrieval/live-losses';
import { formatNumber } from '../widgets/format';
import { axis, baseOption, legend } from './chart-base';
import type { ChartTheme } from './chart-theme';
import { dash } from './dashes';
import type { ChartOption } from './echarts';
import { runColor } from './run-lines';

/** More points than that are not told apart by eye. */
const MOST_POINTS = 300;

/** Training loss over the steps, as epochs and parts of them; validation loss at every epoch's end. */
export function lossLinesOption(
  losses: readonly LossPoint[],
  epochs: RetrieverProgress['history'],
  stepsPerEpoch: number,
  theme: ChartTheme,
): ChartOption {
  const lines = [
    {
      name: 'training, by step',
      points: thinned(losses, MOST_POINTS).map(([step, loss]) => [step / stepsPerEpoch, loss]),
      showSymbol: false,
    },
    {
      name: 'validation, by epoch',
      points: epochs.map(({ validation }, i) => [i + 1, validation]),
      showSymbol: epochs.length <= 40,
    },
  ];
  return {
    ...baseOption(theme),
    grid: { left: 4, right: 12, top: 26, bottom: 18, containLabel: true },
    legend: { ...legend(theme), itemWidth: 26 },
    tooltip: {
      ...baseOption(theme).tooltip,
      trigger: 'axis',
      valueFormatter: (value) => (typeof value === 'number' ? formatNumber(value) : '–'),
    },
    xAxis: {
      ...axis(theme, 'epoch'),
      type: 'value',
      min: 0,
      max: Math.max(1, Math.ceil((losses.at(-1)?.[0] ?? 0) / stepsPerEpoch)),
      minInterval: 1,
      splitLine: { show: false },
    },
    yAxis: {
      ...axis(theme, ''),
      type: 'value',
      scale: true,
      axisLabel: { color: theme.muted, fontSize: 11, formatter: formatNumber },
    },
    series: lines.map(({ name, points, showSymbol }, index) => ({
      name,
      type: 'line',
      symbol: 'circle',
      symbolSize: 5,
      showSymbol,
      color: runColor(theme, index),
      lineStyle: { width: index === 0 ? 1.25 : 1.75, type: dash(index) },
      data: points,
    })),
  };
}
