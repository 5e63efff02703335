/** The only file that imports ECharts. Loaded after first paint, by `useChart`. */
import { BarChart, HeatmapChart, LineChart, ScatterChart } from 'echarts/charts';
import type {
  BarSeriesOption,
  HeatmapSeriesOption,
  LineSeriesOption,
  ScatterSeriesOption,
} from 'echarts/charts';
import {
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TooltipComponent,
  VisualMapContinuousComponent,
} from 'echarts/components';
import type {
  GridComponentOption,
  LegendComponentOption,
  TooltipComponentOption,
  VisualMapComponentOption,
} from 'echarts/components';
import { init, use as register, type ComposeOption, type ECharts } from 'echarts/core';
import { LabelLayout } from 'echarts/features';
import { CanvasRenderer } from 'echarts/renderers';

register([
  BarChart,
  HeatmapChart,
  LineChart,
  ScatterChart,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TooltipComponent,
  VisualMapContinuousComponent,
  LabelLayout,
  CanvasRenderer,
]);

export type ChartOption = ComposeOption<
  | BarSeriesOption
  | HeatmapSeriesOption
  | LineSeriesOption
  | ScatterSeriesOption
  | GridComponentOption
  | LegendComponentOption
  | TooltipComponentOption
  | VisualMapComponentOption
>;

export type { ECharts };

export function createChart(element: HTMLElement): ECharts {
  return init(element, null, { renderer: 'canvas' });
}

/**
 * Draws one mark of each kind out of sight. The first drawing compiles most of ECharts, a tenth of
 * a second that is better spent before training than during it.
 */
export function warmUp(): void {
  const element = document.createElement('div');
  const chart = init(element, null, { renderer: 'canvas', width: 120, height: 80 });
  const option: ChartOption = {
    animation: false,
    legend: { type: 'scroll' },
    tooltip: {},
    xAxis: { type: 'category', data: ['1', '2'] },
    yAxis: { type: 'value' },
    series: [
      { type: 'bar', name: 'bar', data: [1, 2], label: { show: true } },
      { type: 'line', name: 'line', data: [1, 2] },
      { type: 'scatter', name: 'scatter', data: [1, 2] },
    ],
  };
  chart.setOption(option);
  chart.setOption(option);
  const heat: ChartOption = {
    animation: false,
    xAxis: { type: 'category', data: ['1'] },
    yAxis: { type: 'category', data: ['1'] },
    visualMap: { type: 'continuous', min: 0, max: 1 },
    series: [{ type: 'heatmap', data: [[0, 0, 1]] }],
  };
  chart.setOption(heat, { notMerge: true });
  chart.dispose();
}
