import { VIRIDIS, axis, baseOption } from './chart-base';
import type { ChartTheme } from './chart-theme';
import type { ChartOption } from './echarts';
import { cellText, type HeatCell, type HeatGrid } from './heat-cells';

/** How faint cells are while another one is selected. They are greyed, never hidden. */
const UNSELECTED = 0.35;

export interface HeatHighlight {
  /** Index into `grid.cells` that the keyboard stands on, or -1. */
  readonly cursor: number;
  /** Selected code per level; null where the selection says nothing of that level. */
  readonly path: readonly (number | null)[];
}

/**
 * Level x code. Colour is the square root of the items, so that one crowded code does not turn all
 * others equally dark; dead codes are outside of the scale, in grey.
 */
export function usageHeatmapOption(
  grid: HeatGrid,
  { cursor, path }: HeatHighlight,
  theme: ChartTheme,
): ChartOption {
  const hasSelection = path.some((code) => code !== null);
  return {
    ...baseOption(theme),
    grid: { left: 4, right: 4, top: 28, bottom: 2, containLabel: true },
    xAxis: {
      type: 'category',
      data: Array.from({ length: grid.columns }, (_, x) => String(x)),
      show: false,
    },
    yAxis: {
      ...axis(theme, ''),
      type: 'category',
      inverse: true,
      data: [...grid.rowLabels],
      axisLabel: {
        color: theme.muted,
        fontSize: 11,
        interval: (_: number, label: string) => label !== '',
      },
      axisLine: { show: false },
      splitLine: { show: false },
    },
    visualMap: {
      type: 'continuous',
      orient: 'horizontal',
      right: 0,
      top: 0,
      itemWidth: 8,
      itemHeight: 96,
      dimension: 2,
      min: Math.min(1, Math.sqrt(grid.max)),
      max: Math.max(1, Math.sqrt(grid.max)),
      text: [`${Math.ceil(grid.max).toLocaleString('en')} items`, '1'],
      textGap: 6,
      textStyle: { color: theme.muted, fontSize: 11 },
      inRange: { color: VIRIDIS },
      outOfRange: { color: theme.dead },
      hoverLink: false,
    },
    series: [
      {
        type: 'heatmap',
        progressive: 0,
        emphasis: { itemStyle: { borderColor: theme.ink, borderWidth: 1.5 } },
        itemStyle: {
          borderColor: theme.surface,
          borderWidth: 0.5,
          opacity: hasSelection ? UNSELECTED : 1,
        },
        data: grid.cells.map((cell, index) => {
          const value = [cell.x, cell.y, Math.sqrt(cell.items)];
          // A style of its own costs ten times a bare value: only the few that stand out get one.
          if (index === cursor) return { value, itemStyle: outline(theme.accent) };
          return isOnPath(cell, path) ? { value, itemStyle: outline(theme.ink) } : value;
        }),
        tooltip: {
          formatter: (params) => {
            const cell = 'dataIndex' in params ? grid.cells[params.dataIndex] : undefined;
            return cell ? cellText(cell) : '';
          },
        },
      },
    ],
  };
}

function isOnPath(cell: HeatCell, path: readonly (number | null)[]): boolean {
  const code = path[cell.level - 1] ?? null;
  return code !== null && code >= cell.firstCode && code < cell.firstCode + cell.codes;
}

function outline(borderColor: string) {
  return { borderColor, borderWidth: 2, opacity: 1 };
}
