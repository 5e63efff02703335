import { useEffect, useRef, type RefObject } from 'react';
import type { ECharts } from 'echarts/core';
import type { ChartOption } from './echarts';

/** At most ten redraws a second, however often the figures change. */
const REDRAW_EVERY_MS = 100;

/**
 * Draws `option` into the element of the returned ref. ECharts loads on first use. `onPick` gets
 * the data index of a clicked mark.
 */
export function useChart(
  option: ChartOption,
  onPick?: (dataIndex: number) => void,
): RefObject<HTMLDivElement | null> {
  const element = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts>(null);
  const wanted = useRef(option);
  const pick = useRef(onPick);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const drawnAt = useRef(0);

  useEffect(() => {
    pick.current = onPick;
  }, [onPick]);

  useEffect(() => {
    const target = element.current;
    if (!target) return;
    let isGone = false;
    const observer = new ResizeObserver(() => chart.current?.resize());
    void import('./echarts').then(({ createChart }) => {
      if (isGone) return;
      const created = createChart(target);
      created.on('click', ({ dataIndex }) => pick.current?.(dataIndex));
      created.setOption(wanted.current);
      chart.current = created;
      observer.observe(target);
    });
    return () => {
      isGone = true;
      observer.disconnect();
      clearTimeout(timer.current);
      timer.current = undefined;
      chart.current?.dispose();
      chart.current = null;
    };
  }, []);

  useEffect(() => {
    wanted.current = option;
    const draw = () => {
      timer.current = undefined;
      drawnAt.current = performance.now();
      // Not merged: a series that is gone from the option must leave the canvas.
      chart.current?.setOption(wanted.current, { notMerge: true });
    };
    const wait = REDRAW_EVERY_MS - (performance.now() - drawnAt.current);
    timer.current ??= setTimeout(draw, Math.max(0, wait));
  }, [option]);

  return element;
}
