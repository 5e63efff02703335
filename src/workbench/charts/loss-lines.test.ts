import { expect, it } from 'vitest';
import { THEME } from './chart-theme.fixture';
import { lossLinesOption } from './loss-lines';

it('draws steps as parts of epochs, and validation at the end of each', () => {
  const losses = [
    [1, 5],
    [2, 4],
    [3, 3],
  ] as const;
  const option = lossLinesOption(losses, [{ training: 4.5, validation: 4.25 }], 2, THEME);
  expect(option.xAxis).toMatchObject({ min: 0, max: 2 });
  expect(option.series).toMatchObject([
    {
      name: 'training, by step',
      data: [
        [0.5, 5],
        [1, 4],
        [1.5, 3],
      ],
    },
    { name: 'validation, by epoch', data: [[1, 4.25]], lineStyle: { type: 'dashed' } },
  ]);
});

it('thins many steps, and needs none', () => {
  const many = Array.from({ length: 1000 }, (_, i) => [i + 1, 1] as const);
  const [steps] = lossLinesOption(many, [], 10, THEME).series as { data: unknown[] }[];
  expect(steps?.data.length).toBeLessThanOrEqual(300);
  expect(lossLinesOption([], [], 10, THEME).xAxis).toMatchObject({ max: 1 });
});
