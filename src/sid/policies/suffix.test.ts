import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SIX_ITEMS, anySids, sidStrings } from '../sids.fixture';
import { NO_ITEMS, bucketSizes, oneLevel } from './policies.fixture';
import { suffix } from './suffix';

test('0 if unique, else 1..n in row order', () => {
  const { sids, moved, prefixChanges, unplaced } = suffix(SIX_ITEMS);
  expect(sids.codes).toEqual([...SIX_ITEMS.codes, Uint32Array.of(1, 2, 0, 1, 2, 0)]);
  expect(sids.codebookSizes).toEqual([4, 2, 3]);
  expect({ moved, prefixChanges }).toEqual({ moved: 4, prefixChanges: 0 });
  expect(unplaced).toEqual(new Uint32Array(0));
});

test('members of a bucket need not be neighbours', () => {
  expect(suffix(oneLevel(3, 2, 0, 2, 1, 2, 0)).sids.codes[1]).toEqual(
    Uint32Array.of(1, 1, 2, 0, 3, 2),
  );
});

test.each([
  { name: 'no items', sids: NO_ITEMS },
  { name: 'one item', sids: oneLevel(4, 3) },
  { name: 'no collision', sids: oneLevel(4, 3, 0, 1) },
])('$name: a level of one code', ({ sids }) => {
  const result = suffix(sids);
  expect(result.sids.codebookSizes).toEqual([4, 1]);
  expect(result.sids.codes[1]).toEqual(new Uint32Array(sids.rows));
  expect(result.moved).toBe(0);
});

test('every item gets a SID of its own and keeps its codes', () => {
  fc.assert(
    fc.property(anySids, (before) => {
      const { sids, moved } = suffix(before);
      expect(new Set(sidStrings(sids)).size).toBe(before.rows);
      expect(sids.codes.slice(0, -1)).toEqual(before.codes);
      const sizes = bucketSizes(before);
      expect(moved).toBe(sidStrings(before).filter((sid) => sizes.get(sid)! > 1).length);
      expect(sids.codebookSizes.at(-1)).toBe(
        Math.max(0, ...[...sizes.values()].filter((size) => size > 1)) + 1,
      );
    }),
  );
});
