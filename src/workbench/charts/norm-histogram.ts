import type { NormHistogram } from '../../dataset/types';
import { formatNumber, plural } from '../widgets/format';
import { axis, baseOption } from './chart-base';
import type { ChartTheme } from './chart-theme';
import type { ChartOption } from './echarts';

/** L2 norms of the rows in use. */
export function normHistogramOption(norms: NormHistogram, theme: ChartTheme): ChartOption {
  return {
    ...baseOption(theme),
    grid: { left: 4, right: 8, top: 6, bottom: 18, containLabel: true },
    xAxis: {
      ...axis(theme, 'L2 norm'),
      type: 'category',
      data: norms.counts.map((_, bin) => binText(norms, bin)),
      axisLabel: {
        color: theme.muted,
        fontSize: 11,
        hideOverlap: true,
        formatter: (text: string) => text.split('–')[0] ?? '',
      },
    },
    yAxis: { ...axis(theme, ''), type: 'value', splitNumber: 2 },
    series: [
      {
        type: 'bar',
        name: 'rows',
        color: theme.accent,
        barCategoryGap: '8%',
        data: [...norms.counts],
        tooltip: {
          formatter: (params) => {
            if (!('dataIndex' in params)) return '';
            const bin = params.dataIndex;
            return `${plural(norms.counts[bin] ?? 0, 'row')} with norm ${binText(norms, bin)}`;
          },
        },
      },
    ],
  };
}

export function binText(norms: NormHistogram, bin: number): string {
  return `${formatNumber(norms.edges[bin] ?? 0)}–${formatNumber(norms.edges[bin + 1] ?? 0)}`;
}
