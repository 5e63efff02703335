import { describe, expect, it } from 'vitest';
import { binBuckets } from './bucket-bins';
import { bucketHistogramOption } from './bucket-histogram';
import { THEME } from './chart-theme.fixture';
import { entropyOption } from './entropy-bars';
import { heatGrid } from './heat-cells';
import { normHistogramOption } from './norm-histogram';
import { occupancyOption, sortedDescending } from './occupancy';
import { residualEnergyOption } from './residual-energy';
import { usageHeatmapOption } from './usage-heatmap';
import type { ChartOption } from './echarts';

/** The series of an option as plain objects. */
function series(option: ChartOption): readonly Record<string, unknown>[] {
  const all = option.series;
  return (Array.isArray(all) ? all : [all]) as Record<string, unknown>[];
}

describe('chart options', () => {
  it('heat map: colour by the root of the items, the selected code outlined, others greyed', () => {
    const grid = heatGrid([{ codebookSize: 3, counts: Uint32Array.of(9, 0, 4) }]);
    const option = usageHeatmapOption(grid, { cursor: -1, path: [2] }, THEME);
    expect(series(option)[0]).toMatchObject({
      itemStyle: { opacity: 0.35 },
      data: [[0, 0, 3], [1, 0, 0], { value: [2, 0, 2], itemStyle: { opacity: 1 } }],
    });
    expect(option.visualMap).toMatchObject({ outOfRange: { color: THEME.dead }, min: 1, max: 3 });
  });

  it('occupancy: fullest first, one line a level in its colour', () => {
    const counts = Uint32Array.of(1, 5, 3);
    expect(sortedDescending(counts)).toEqual([5, 3, 1]);
    expect([...counts]).toEqual([1, 5, 3]);
    const lines = series(occupancyOption([{ level: 2, counts }], 'linear', THEME));
    expect(lines[0]).toMatchObject({
      name: 'Level 2',
      color: THEME.levels[1],
      data: [
        [1, 5],
        [2, 3],
        [3, 1],
      ],
    });
    const dead = occupancyOption([{ level: 1, counts: Uint32Array.of(0, 2) }], 'log', THEME);
    expect(series(dead)[0]).toMatchObject({
      data: [
        [1, 2],
        [2, '-'],
      ],
    });
  });

  it('occupancy: a tooltip is about a rank and counts items', () => {
    const option = occupancyOption([{ level: 1, counts: Uint32Array.of(0, 2) }], 'log', THEME);
    const { axisPointer } = option.xAxis as {
      axisPointer: { label: { formatter: (params: { value: number }) => string } };
    };
    expect(axisPointer.label.formatter({ value: 114 })).toBe('Rank 114');
    const { valueFormatter } = option.tooltip as { valueFormatter: (value: unknown) => string };
    expect([1, 1234, '-'].map(valueFormatter)).toEqual(['1 item', '1,234 items', '0 items']);
  });

  it('entropy: a level in training has no conditional or cumulative value yet', () => {
    const live = {
      level: 1,
      limitBits: 8,
      entropyBits: 7.5,
      conditionalBits: null,
      cumulativeBits: null,
    };
    const [entropy, conditional, limit, cumulative] = series(entropyOption([live], 2, 1024, THEME));
    expect(entropy?.['data']).toMatchObject([{ value: 7.5 }]);
    expect(conditional?.['data']).toMatchObject([{ value: '-' }]);
    expect(limit?.['data']).toEqual([8]);
    expect(cumulative?.['data']).toEqual(['-']);
    expect(cumulative?.['markLine']).toMatchObject({ data: [{ yAxis: 10 }] });
  });

  it('residual energy: starts at all of the variance and reserves room for levels to come', () => {
    const option = residualEnergyOption([{ level: 1, residualEnergy: 0.6 }], 3, THEME);
    expect(option.xAxis).toMatchObject({ data: ['input', 'Level 1', 'Level 2', 'Level 3'] });
    expect(series(option)[0]?.['data']).toMatchObject([{ value: 1 }, { value: 0.6 }]);
  });

  it('buckets: a log axis is labelled so, and an empty bin draws nothing', () => {
    const bins = binBuckets([
      { size: 1, buckets: 5 },
      { size: 3, buckets: 1 },
    ]);
    const option = bucketHistogramOption(bins, 'log', THEME);
    expect(option.yAxis).toMatchObject({ type: 'log', name: 'SIDs (log)' });
    expect(series(option)[0]?.['data']).toMatchObject([{ value: 5 }, { value: '-' }, { value: 1 }]);
    expect(bucketHistogramOption(bins, 'linear', THEME).yAxis).toMatchObject({ type: 'value' });
  });

  it('norms: one bar a bin', () => {
    const norms = { min: 0, mean: 1, max: 2, edges: [0, 1, 2], counts: [3, 4] };
    const option = normHistogramOption(norms, THEME);
    expect(option.xAxis).toMatchObject({ data: ['0–1', '1–2'] });
    expect(series(option)[0]?.['data']).toEqual([3, 4]);
  });
});
