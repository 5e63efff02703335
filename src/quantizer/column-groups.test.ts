import { expect, test } from 'vitest';
import { columnGroups } from './column-groups';

test.each([
  [12, 3, '0-4 4-8 8-12'],
  [13, 3, '0-5 5-9 9-13'],
  [14, 3, '0-5 5-10 10-14'],
  [3, 3, '0-1 1-2 2-3'],
  [8, 1, '0-8'],
  [2, 3, '0-1 1-2 2-2'],
])('%i dims in %i levels: %s', (dim, levels, wanted) => {
  expect(
    columnGroups(dim, levels)
      .map(({ begin, end }) => `${begin}-${end}`)
      .join(' '),
  ).toBe(wanted);
});
