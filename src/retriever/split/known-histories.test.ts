import { expect, test } from 'vitest';
import { NO_ROW } from '../../sid/no-row';
import { knownHistories } from './known-histories';
import { historiesOf } from './split.fixture';

test('unknown items are left out and counted; their users stay', () => {
  const { histories, unknown } = knownHistories(
    historiesOf([0, NO_ROW, 1], [NO_ROW], [], [2, 3, NO_ROW]),
  );
  expect(histories).toEqual(historiesOf([0, 1], [], [], [2, 3]));
  expect(unknown).toBe(3);
});

test('half known is enough, less is refused, as is nothing at all', () => {
  expect(knownHistories(historiesOf([0, NO_ROW])).unknown).toBe(1);
  const refused = (...users: number[][]) =>
    expect(() => knownHistories(historiesOf(...users))).toThrow(/fewer than half/);
  refused([0, NO_ROW, NO_ROW]);
  refused([]);
});
