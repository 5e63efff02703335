import { expect, test } from 'vitest';
import { THEME } from './chart-theme.fixture';
import { proxyScatterOption } from './proxy-scatter';

const points = [
  { name: 'Run 1', proxy: 0.9, recall: 0.05 },
  { name: 'Run 2', proxy: 0.95, recall: 0.07 },
];

test('a point a run, proxy against recall, named where there is room', () => {
  const { series, xAxis } = proxyScatterOption(points, 'Unique ratio', THEME);
  expect(series).toMatchObject([
    {
      data: [
        [0.9, 0.05],
        [0.95, 0.07],
      ],
      label: { show: true },
    },
  ]);
  expect(xAxis).toMatchObject({ name: 'Unique ratio' });
  const many = Array.from({ length: 13 }, () => points[0]!);
  expect(proxyScatterOption(many, '', THEME).series).toMatchObject([{ label: { show: false } }]);
});
