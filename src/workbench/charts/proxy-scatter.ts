import { axis, baseOption } from './chart-base';
import type { ChartTheme } from './chart-theme';
import type { ChartOption } from './echarts';
import { formatNumber, formatPercent } from '../widgets/format';

export interface ProxyPoint {
  /** "Run 3" */
  readonly name: string;
  readonly proxy: number;
  readonly recall: number;
}

/** Runs as points: a proxy against the recall that it should foretell. */
export function proxyScatterOption(
  points: readonly ProxyPoint[],
  proxyName: string,
  theme: ChartTheme,
): ChartOption {
  const labelled = { color: theme.muted, fontSize: 11 };
  return {
    ...baseOption(theme),
    grid: { left: 18, right: 16, top: 12, bottom: 18, containLabel: true },
    tooltip: {
      ...baseOption(theme).tooltip,
      formatter: (hovered) => {
        const mark = Array.isArray(hovered) ? hovered[0] : hovered;
        const point = mark && points[mark.dataIndex];
        return point
          ? `${point.name}<br>${proxyName} ${formatNumber(point.proxy)}<br>Recall@10 ${formatPercent(point.recall)}`
          : '';
      },
    },
    xAxis: {
      ...axis(theme, proxyName),
      type: 'value',
      scale: true,
      axisLabel: { ...labelled, formatter: formatNumber, hideOverlap: true },
    },
    yAxis: {
      ...axis(theme, 'Recall@10', 40),
      type: 'value',
      scale: true,
      axisLabel: { ...labelled, formatter: formatPercent },
    },
    series: [
      {
        type: 'scatter',
        symbolSize: 9,
        color: theme.accent,
        data: points.map(({ proxy, recall }) => [proxy, recall]),
        label: {
          show: points.length <= 12,
          position: 'right',
          color: theme.muted,
          fontSize: 11,
          formatter: ({ dataIndex }) => points[dataIndex]?.name ?? '',
        },
        labelLayout: { hideOverlap: true },
      },
    ],
  };
}
