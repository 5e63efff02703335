import { describe, expect, it } from 'vitest';
import { THEME } from './chart-theme.fixture';
import { runColor, runLinesOption } from './run-lines';

const lines = [
  {
    name: 'Run 1',
    points: [
      [1, 0.5],
      [4, 0.4],
    ],
  },
  { name: 'Run 2', points: [[1, Number.NaN]] },
] as const;
const format = String;

describe('run lines', () => {
  it('draws a line a run, told apart by colour, dash and symbol', () => {
    const option = runLinesOption(lines, { xName: 'iteration', categories: null, format }, THEME);
    expect(option.xAxis).toMatchObject({ type: 'value', min: 1, max: 4 });
    expect(option.series).toMatchObject([
      { name: 'Run 1', color: THEME.ink, symbol: 'circle', lineStyle: { type: 'solid' } },
      { name: 'Run 2', color: THEME.accent, symbol: 'rect', lineStyle: { type: 'dashed' } },
    ]);
    expect(option.series).toMatchObject([{}, { data: [[1, '-']] }]);
  });

  it('has categories where the axis is levels', () => {
    const axes = { xName: '', categories: ['Level 1', 'Level 2'], format };
    expect(runLinesOption(lines, axes, THEME).xAxis).toMatchObject({
      type: 'category',
      data: ['Level 1', 'Level 2'],
    });
  });

  it('has six colours', () => {
    const colors = Array.from({ length: 6 }, (_, index) => runColor(THEME, index));
    expect(new Set(colors).size).toBe(6);
  });
});
