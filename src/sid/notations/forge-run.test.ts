import { expect, test } from 'vitest';
import { splitForgeSids } from './forge-run';

test.each([
  ['C17C8209C20001C5C8200C16390', ['C17C8209C20001', 'C5C8200C16390']],
  ['before C1C9 between C2C8, after', ['C1C9', 'C2C8']],
  // A token equal to the one before is of the next SID's first level.
  ['C8C8C9', ['C8', 'C8C9']],
  ['no token', []],
])('%s', (text, sids) => {
  expect(splitForgeSids(text)).toEqual(sids);
});
