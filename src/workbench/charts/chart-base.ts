import type { ChartTheme } from './chart-theme';
import type { ChartOption } from './echarts';

const FONT = 'system-ui, sans-serif';
const FONT_PX = 11;

/** Light to dark is little to much on paper; the other way on a dark page it stays readable too. */
export const VIRIDIS = [
  '#440154',
  '#482475',
  '#414487',
  '#355f8d',
  '#2a788e',
  '#21918c',
  '#22a884',
  '#44bf70',
  '#7ad151',
  '#bddf26',
  '#fde725',
];

/** What all our charts share: no animation, quiet axes, the page's font and colours. */
export function baseOption(theme: ChartTheme) {
  return {
    animation: false,
    textStyle: { fontFamily: FONT, fontSize: FONT_PX, color: theme.ink },
    grid: { left: 4, right: 8, top: 26, bottom: 4, containLabel: true },
    tooltip: {
      trigger: 'item',
      confine: true,
      transitionDuration: 0,
      backgroundColor: theme.surface,
      borderColor: theme.line,
      padding: [4, 8],
      textStyle: { color: theme.ink, fontSize: 12, fontFamily: FONT },
    },
  } satisfies ChartOption;
}

export function legend(theme: ChartTheme) {
  return {
    // Pages instead of wrapping into the plot where there is little room.
    type: 'scroll' as const,
    pageIconSize: 9,
    pageIconColor: theme.muted,
    pageIconInactiveColor: theme.line,
    pageTextStyle: { color: theme.muted },
    top: 0,
    left: 0,
    itemWidth: 14,
    itemHeight: 12,
    itemGap: 10,
    textStyle: { color: theme.muted, fontSize: FONT_PX, lineHeight: 16 },
    inactiveColor: theme.line,
  };
}

/** An axis with its name at its middle, where it is read. */
export function axis(theme: ChartTheme, name: string, gap = 22) {
  return {
    name,
    nameLocation: 'middle' as const,
    nameGap: gap,
    nameTextStyle: { color: theme.muted, fontSize: FONT_PX },
    axisLabel: { color: theme.muted, fontSize: FONT_PX, hideOverlap: true },
    axisLine: { lineStyle: { color: theme.line } },
    axisTick: { show: false },
    splitLine: { lineStyle: { color: theme.line, opacity: 0.6 } },
  };
}
