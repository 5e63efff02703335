import { describe, expect, it } from 'vitest';
import { THEME } from './chart-theme.fixture';
import { trainingCurveOption } from './training-curve';

const level = {
  level: 2,
  curve: [
    { iteration: 1, distortion: 0.5 },
    { iteration: 3, distortion: 0.4 },
  ],
};

describe('training curve', () => {
  it('draws a line a level in its colour, over all iterations to come', () => {
    const option = trainingCurveOption([level], 20, 'share', THEME);
    expect(option.xAxis).toMatchObject({ min: 1, max: 20 });
    expect(option.series).toMatchObject([
      {
        name: 'Level 2',
        color: THEME.levels[1],
        lineStyle: { type: 'dashed' },
        data: [
          [1, 0.5],
          [3, 0.4],
        ],
      },
    ]);
  });

  it('can compare shapes: each level against its own first iteration', () => {
    const option = trainingCurveOption([level], 3, 'first', THEME);
    expect(option.series).toMatchObject([
      {
        data: [
          [1, 1],
          [3, 0.8],
        ],
      },
    ]);
  });
});
