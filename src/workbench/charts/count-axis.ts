import type { ChartTheme } from './chart-theme';

export type CountScale = 'linear' | 'log';

/** A y axis of counts. Logarithmic, it and its bars start below 1, so that 1 has a height. */
export function countAxis(scale: CountScale, theme: ChartTheme) {
  return {
    ...(scale === 'log'
      ? { type: 'log' as const, min: 0.5, startValue: 0.5 }
      : { type: 'value' as const }),
    axisLabel: {
      color: theme.muted,
      fontSize: 11,
      formatter: (value: number) => (value < 1 && value > 0 ? '' : value.toLocaleString('en')),
    },
  };
}

/** A count as ECharts takes it: a log scale has no zero, so nothing is drawn there. */
export function onScale(count: number, scale: CountScale): number | '-' {
  return scale === 'log' && count === 0 ? '-' : count;
}
