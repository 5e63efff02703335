import { expect, test } from 'vitest';
import { SIX_ITEMS } from '../sids.fixture';
import { fixedPrefixes, lastLevel, withLastLevel } from './last-level';
import { oneLevel } from './policies.fixture';

test('the last level, and the SIDs with another one', () => {
  expect(lastLevel(SIX_ITEMS)).toEqual({ codes: SIX_ITEMS.codes[1], codebookSize: 2 });
  const changed = withLastLevel(SIX_ITEMS, Uint32Array.of(1, 1, 1, 1, 1, 1));
  expect(changed.codes).toEqual([SIX_ITEMS.codes[0], Uint32Array.of(1, 1, 1, 1, 1, 1)]);
  expect(SIX_ITEMS.codes[1]).toEqual(Uint32Array.of(0, 0, 1, 0, 0, 1));
});

test('prefixes of all levels but the last', () => {
  expect(fixedPrefixes(SIX_ITEMS).ids).toEqual(Uint32Array.of(0, 0, 0, 1, 1, 2));
  expect(fixedPrefixes(oneLevel(4, 3, 1)).ids).toEqual(Uint32Array.of(0, 0));
});

test('no level, or a code outside the codebook, is a bug', () => {
  const noLevel = { rows: 1, codebookSizes: [], codes: [] };
  expect(() => lastLevel(noLevel)).toThrow('a SID has at least one level');
  expect(() => lastLevel(oneLevel(4, 4))).toThrow('code 4 is outside a codebook of 4');
});
