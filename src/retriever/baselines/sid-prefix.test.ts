import { expect, test } from 'vitest';
import { SIX_ITEMS } from '../../sid/sids.fixture';
import { sidPrefixRanker } from './sid-prefix';

test('leading codes shared with the last item, itself included', () => {
  const scores = new Float64Array(6).fill(9);
  const ranker = sidPrefixRanker(SIX_ITEMS);
  ranker.score(Uint32Array.of(5, 0), scores);
  // 0-0, 0-0, 0-1, 1-0, 1-0, 2-1
  expect([...scores]).toEqual([2, 2, 1, 0, 0, 0]);
  ranker.score(new Uint32Array(), scores);
  expect([...scores]).toEqual([0, 0, 0, 0, 0, 0]);
});
