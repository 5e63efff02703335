import { expect, test } from 'vitest';
import { NO_CATEGORY } from './purity';
import { categoryIds } from './category-ids';

test('the first entry of a list counts; no text is no category', () => {
  const ids = categoryIds(['Drama | Crime', 'Crime', '', 'Drama', 'Comedy | Drama']);
  expect([...ids]).toEqual([0, 1, NO_CATEGORY, 0, 2]);
});
