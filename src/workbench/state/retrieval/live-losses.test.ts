import { expect, test } from 'vitest';
import { LiveLosses, lossPoints, thinned } from './live-losses';

test('a step that is trained again takes the place of what was told before', () => {
  const losses = new LiveLosses(lossPoints([5, 4, 3]));
  losses.add(3, 3.5);
  losses.add(4, 2);
  expect(losses.points).toEqual([
    [1, 5],
    [2, 4],
    [3, 3.5],
    [4, 2],
  ]);
  losses.add(2, 4.5);
  expect(losses.points).toEqual([
    [1, 5],
    [2, 4.5],
  ]);
});

test('many steps are drawn as means of equally many', () => {
  const points = lossPoints([6, 4, 3, 1, 1]);
  expect(thinned(points, 5)).toEqual(points);
  expect(thinned(points, 3)).toEqual([
    [2, 5],
    [4, 2],
    [5, 1],
  ]);
  expect(thinned([], 3)).toEqual([]);
});
