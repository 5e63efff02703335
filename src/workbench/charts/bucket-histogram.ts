import { plural } from '../widgets/format';
import { binLabel, type BucketBin } from './bucket-bins';
import { axis, baseOption } from './chart-base';
import type { ChartTheme } from './chart-theme';
import type { ChartOption } from './echarts';

export type CountScale = 'linear' | 'log';

/** How many SIDs are held by one item, by two, ... The first bar are the items without a collision. */
export function bucketHistogramOption(
  bins: readonly BucketBin[],
  scale: CountScale,
  theme: ChartTheme,
): ChartOption {
  return {
    ...baseOption(theme),
    grid: { left: 18, right: 8, top: 18, bottom: 18, containLabel: true },
    xAxis: {
      ...axis(theme, 'bucket size, items'),
      type: 'category',
      data: bins.map(binLabel),
    },
    yAxis: {
      ...axis(theme, scale === 'log' ? 'SIDs (log)' : 'SIDs', 38),
      ...(scale === 'log' ? { type: 'log', min: 0.5 } : { type: 'value' }),
      axisLabel: {
        color: theme.muted,
        fontSize: 11,
        formatter: (value: number) => (value < 1 ? '' : value.toLocaleString('en')),
      },
    },
    series: [
      {
        type: 'bar',
        name: 'SIDs',
        barCategoryGap: '18%',
        label: {
          show: bins.length <= 14,
          position: 'top',
          color: theme.muted,
          fontSize: 11,
          formatter: ({ dataIndex }) => {
            const buckets = bins[dataIndex]?.buckets ?? 0;
            return buckets > 0 ? buckets.toLocaleString('en') : '';
          },
        },
        data: bins.map((bin) => ({
          // A log axis has no zero: an empty bin draws nothing.
          value: bin.buckets === 0 ? '-' : bin.buckets,
          itemStyle: { color: bin.to === 1 ? theme.accent : theme.warn },
        })),
        tooltip: {
          formatter: (params) => {
            const bin = 'dataIndex' in params ? bins[params.dataIndex] : undefined;
            if (!bin) return '';
            return `${plural(bin.buckets, 'SID')} with ${binLabel(bin)} items: ${plural(bin.items, 'item')}`;
          },
        },
      },
    ],
  };
}
