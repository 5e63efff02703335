import { expect, test } from 'vitest';
import { deeperPrefixes, noPrefixes } from '../prefixes';
import { rowGroups } from './row-groups';

test('rows ascending, groups by first row', () => {
  const prefixes = deeperPrefixes(noPrefixes(6), Uint32Array.of(7, 2, 7, 0, 2, 7));
  expect(rowGroups(prefixes)).toEqual([
    Uint32Array.of(0, 2, 5),
    Uint32Array.of(1, 4),
    Uint32Array.of(3),
  ]);
});

test('no rows', () => {
  expect(rowGroups(noPrefixes(0))).toEqual([]);
});
