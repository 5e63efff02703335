import { expect, test } from 'vitest';
import { SIX_ITEMS } from '../sids.fixture';
import { policyResult } from './policy-result';

const [FIRST, LAST] = SIX_ITEMS.codes as [Uint32Array, Uint32Array];

test('changes are counted from the codes, by where the first one is', () => {
  const after = { ...SIX_ITEMS, codes: [FIRST.with(1, 3), LAST.with(1, 1).with(4, 1)] };
  expect(policyResult(SIX_ITEMS, after)).toMatchObject({ moved: 2, prefixChanges: 1, rounds: 0 });
});

test('an added 0 is no change, another added code is', () => {
  const added = Uint32Array.of(0, 0, 5, 0, 1, 0);
  const after = { rows: 6, codebookSizes: [4, 2, 6], codes: [FIRST, LAST, added] };
  expect(policyResult(SIX_ITEMS, after)).toMatchObject({ moved: 2, prefixChanges: 0 });
});

test('of one level every change is at the last', () => {
  const before = { rows: 2, codebookSizes: [4], codes: [Uint32Array.of(0, 1)] };
  const after = { ...before, codes: [Uint32Array.of(2, 3)] };
  expect(policyResult(before, after)).toMatchObject({ moved: 2, prefixChanges: 0 });
});

test('unplaced rows ascend', () => {
  expect(policyResult(SIX_ITEMS, SIX_ITEMS, { unplaced: [4, 0], rounds: 3 })).toEqual({
    sids: SIX_ITEMS,
    moved: 0,
    prefixChanges: 0,
    unplaced: Uint32Array.of(0, 4),
    rounds: 3,
  });
});
