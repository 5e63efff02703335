import { expect, test } from 'vitest';
import { SIX_ITEMS } from '../sids.fixture';
import { keep } from './keep';
import { NO_ITEMS } from './policies.fixture';

test.each([SIX_ITEMS, NO_ITEMS])('nothing changes', (sids) => {
  const result = keep(sids);
  expect(result).toEqual({
    sids,
    moved: 0,
    prefixChanges: 0,
    unplaced: new Uint32Array(0),
    rounds: 0,
  });
  expect(result.sids).not.toBe(sids);
});
