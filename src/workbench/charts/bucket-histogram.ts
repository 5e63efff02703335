import { plural } from '../widgets/format';
import { binItems, binLabel, type BucketBin } from './bucket-bins';
import { axis, baseOption } from './chart-base';
import type { ChartTheme } from './chart-theme';
import { countAxis, onScale, type CountScale } from './count-axis';
import type { ChartOption } from './echarts';

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
      ...countAxis(scale, theme),
    },
    series: [
      {
        type: 'bar',
        name: 'SIDs',
        barCategoryGap: '18%',
        labelLayout: { hideOverlap: true },
        label: {
          show: true,
          position: 'top',
          color: theme.muted,
          fontSize: 11,
          formatter: ({ dataIndex }) => {
            const buckets = bins[dataIndex]?.buckets ?? 0;
            return buckets > 0 ? buckets.toLocaleString('en') : '';
          },
        },
        data: bins.map((bin) => ({
          value: onScale(bin.buckets, scale),
          itemStyle: { color: bin.to === 1 ? theme.accent : theme.warn },
        })),
        tooltip: {
          formatter: (params) => {
            const bin = 'dataIndex' in params ? bins[params.dataIndex] : undefined;
            if (!bin) return '';
            return `${plural(bin.buckets, 'SID')} with ${binItems(bin)}: ${plural(bin.items, 'item')}`;
          },
        },
      },
    ],
  };
}
