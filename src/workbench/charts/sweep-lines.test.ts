import { describe, expect, it } from 'vitest';
import { THEME } from './chart-theme.fixture';
import { sweepLinesOption } from './sweep-lines';

describe('sweep lines', () => {
  it('draws the mean over K and a bar from least to largest where seeds differ', () => {
    const lines = [
      {
        name: 'Lloyd, L = 2',
        points: [
          { size: 64, mean: 0.5, min: 0.4, max: 0.6 },
          { size: 1024, mean: 0.9, min: 0.9, max: 0.9 },
        ],
      },
      { name: 'EMA, L = 2', points: [{ size: 256, mean: 0.7, min: 0.6, max: 0.8 }] },
    ];
    const option = sweepLinesOption(lines, String, THEME);
    expect(option.xAxis).toMatchObject({ type: 'category', data: ['64', '256', '1,024'] });
    expect(option.series).toMatchObject([
      {
        data: [0.5, '-', 0.9],
        markLine: { data: [[{ coord: [0, 0.4] }, { coord: [0, 0.6] }]] },
      },
      { data: ['-', 0.7, '-'], markLine: { data: [[{ coord: [1, 0.6] }, { coord: [1, 0.8] }]] } },
    ]);
  });
});
