import { useEffect, useRef, type RefObject } from 'react';
import { getState } from '../state/store';
import type { ChartOption, ECharts } from './echarts';

/** ECharts, loaded once. Call early to have it ready before the first figures are. */
export function loadCharts() {
  return import('./echarts');
}

/** At most ten redraws a second, however often the figures change. */
const REDRAW_EVERY_MS = 100;
/** While training, at most this share of the page's time a chart: a slow machine draws less often. */
const BUSY_SHARE = 0.05;
const LONGEST_PAUSE_MS = 1000;

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
  const last = useRef({ start: 0, took: 0 });
  const shownSeries = useRef(0);

  useEffect(() => {
    pick.current = onPick;
  }, [onPick]);

  useEffect(() => {
    const target = element.current;
    if (!target) return;
    let isGone = false;
    const observer = new ResizeObserver(() => chart.current?.resize());
    const create = async () => {
      const { createChart } = await loadCharts();
      // A task of its own: a page full of charts that start at once would block for too long.
      await new Promise((resolve) => setTimeout(resolve));
      if (isGone) return;
      const created = createChart(target);
      created.on('click', ({ dataIndex }) => pick.current?.(dataIndex));
      created.setOption(wanted.current);
      shownSeries.current = seriesCount(wanted.current);
      chart.current = created;
      observer.observe(target);
    };
    void create();
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
      const start = performance.now();
      const series = seriesCount(wanted.current);
      // Merging is several times cheaper; but a series that is gone must leave the canvas.
      chart.current?.setOption(wanted.current, { notMerge: series !== shownSeries.current });
      shownSeries.current = series;
      last.current = { start, took: performance.now() - start };
    };
    const { start, took } = last.current;
    // What the user did, and the final figures, are drawn at once, before any draw that waits.
    const isLive = getState().run !== null;
    if (!isLive) {
      clearTimeout(timer.current);
      timer.current = undefined;
    }
    const slow = isLive ? Math.min(LONGEST_PAUSE_MS, took / BUSY_SHARE) : 0;
    const due = start + Math.max(REDRAW_EVERY_MS, slow);
    timer.current ??= setTimeout(draw, Math.max(0, due - performance.now()));
  }, [option]);

  return element;
}

function seriesCount({ series }: ChartOption): number {
  return Array.isArray(series) ? series.length : 1;
}
