import { expect, test } from 'vitest';
import { NO_ROW } from '../../sid/no-row';
import { historyPairs } from './history-pairs';
import { historiesOf } from './histories/histories.fixture';

test('pairs of near items of the training prefixes, each once', () => {
  const histories = historiesOf([
    [3, 1, 2, 8, 9],
    [1, 3, NO_ROW, 7, 7],
  ]);
  expect([...historyPairs(histories, 1).pairs]).toEqual([1, 2, 1, 3]);
  expect(historyPairs(histories, 2)).toMatchObject({ total: 3, unknown: 0, same: 0 });
  expect(historyPairs(historiesOf([[1, 2]]), 3).pairs).toHaveLength(0);
});
