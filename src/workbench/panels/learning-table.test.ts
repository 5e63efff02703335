import { expect, test } from 'vitest';
import { learningColumns } from './learning-table';

const report = {
  ...{ epoch: 2, uniqueRatio: 0.5, usage: [1, 0.25], revived: 3 },
  losses: { reconstruction: 0.5, pair_contrast: 2 },
};
const cells = (of: Parameters<typeof learningColumns>[0]) =>
  learningColumns(of).map(({ name, cell }) => [name, cell(of[0]!)]);

test('an epoch by its losses, the shard and the contrast, which is there with pairs only', () => {
  const plain = [
    ['Epoch', 2],
    ['reconstruction loss', '0.5'],
    ['pair contrast loss', '2'],
    ['Unique ratio', '50%'],
    ['Least usage', '25%'],
    ['Revived', 3],
  ];
  expect(cells([report])).toEqual(plain);
  const contrast = { accuracy: 0.75, temperatures: { pair: 0.07, cross: 0.06, self: 0.05 } };
  expect(cells([{ ...report, contrast }])).toEqual([
    ...plain,
    ['Match accuracy', '75%'],
    ['Temperature, pair', '0.07'],
    ['Temperature, cross', '0.06'],
    ['Temperature, self', '0.05'],
  ]);
});
