import { expect, test } from 'vitest';
import { historyPairs, hitratePairs } from './history-pairs';
import { NO_ROW } from './no-row';
import { sequencesOf, type Sequences } from './sequences';

/** Histories of the given rows, a user each. */
function historiesOf(...users: readonly (readonly number[])[]): Sequences {
  const starts = Uint32Array.from([0, ...users.map(({ length }) => length)]);
  for (let user = 1; user < starts.length; user++) starts[user]! += starts[user - 1]!;
  return { starts, rows: Uint32Array.from(users.flat()) };
}

const HISTORIES = historiesOf([3, 1, 2, 8, 9], [1, 3, NO_ROW, 7, 7], []);

test('the rows of one user after another', () => {
  const sequences = [...sequencesOf(HISTORIES)].map((rows) => [...rows]);
  expect(sequences).toEqual([[3, 1, 2, 8, 9], [1, 3, NO_ROW, 7, 7], []]);
});

test('pairs of near items of the training prefixes, each once', () => {
  expect([...historyPairs(HISTORIES, 1)]).toEqual([1, 2, 1, 3]);
  expect([...historyPairs(HISTORIES, 2)]).toEqual([1, 2, 1, 3, 2, 3]);
});

test('no pair is a problem', () => {
  const none = historiesOf([1, 2, 3]);
  for (const pairsOf of [hitratePairs, () => historyPairs(none, 3)]) {
    expect(() => pairsOf(none)).toThrow(expect.objectContaining({ code: 'NO_PAIRS' }) as Error);
  }
});

test('pairs for the hitrate, both ways', () => {
  const { queries, related, sampled } = hitratePairs(HISTORIES);
  expect([...queries]).toEqual([1, 1, 2, 2, 3, 3]);
  expect([...related]).toEqual([2, 3, 1, 3, 1, 2]);
  expect(sampled).toBe(false);
});
