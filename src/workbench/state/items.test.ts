import { describe, expect, it } from 'vitest';
import { searchItems, titleOf } from './items';

const slice = {
  ids: ['1', '316', '329'],
  titles: ['Toy Story', 'Stargate', 'Star Trek: Generations'],
  categories: [],
};

describe('items', () => {
  it('finds every word, in any order, in title or id', () => {
    expect([...searchItems(slice, 'trek star', 10)]).toEqual([2]);
    expect([...searchItems(slice, '316', 10)]).toEqual([1]);
    expect([...searchItems(slice, 'STAR', 1)]).toEqual([1]);
    expect([...searchItems(slice, 'nothing', 10)]).toEqual([]);
  });

  it('falls back to the id where there is no title', () => {
    expect(titleOf(slice, 0)).toBe('Toy Story');
    expect(titleOf({ ...slice, titles: [] }, 1)).toBe('316');
  });
});
