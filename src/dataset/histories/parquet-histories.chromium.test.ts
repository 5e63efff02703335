import { Field, Float32, Int32, List, vectorFromArray, type Vector } from 'apache-arrow';
import { expect, test } from 'vitest';
import { fixedVector, ints, numberedRows, parquetFile, texts } from '../shard.fixture';
import { holdsHistories, openHistories } from './open-histories';
import type { HistoryFile } from './types';

function shown({ users, starts, items, itemIds }: HistoryFile): string[] {
  return users.map((user, u) => {
    const ids = [...items.subarray(starts[u], starts[u + 1])].map((item) => itemIds[item]);
    return `${user}: ${ids.join(' ')}`;
  });
}

test('one row a user, over several row groups', async () => {
  const type = new List(new Field('item', new Int32(), true));
  const lists = vectorFromArray([[3, 1], [], [2, 3, 1]], type) as Vector;
  const columns = { user_id: ints([7, 8, 9]), item_ids: lists };
  const file = await parquetFile('h.parquet', columns, 2);
  expect(await holdsHistories(file)).toBe(true);
  expect(shown(await openHistories(file))).toEqual(['7: 3 1', '9: 2 3 1']);
});

test('one row an interaction, ordered by time', async () => {
  const columns = {
    user: texts(['u', 'v', 'u']),
    item_id: texts(['late', 'x', 'early']),
    timestamp: ints([20, 5, 10]),
  };
  const file = await parquetFile('r.parquet', columns);
  expect(shown(await openHistories(file))).toEqual(['u: early late', 'v: x']);
});

test('a shard is none', async () => {
  const vector = fixedVector(new Float32(), numberedRows(2, 2));
  const columns = { user_id: ints([1, 2]), item_id: ints([1, 2]), vector };
  const file = await parquetFile('items.parquet', columns);
  expect(await holdsHistories(file)).toBe(false);
  await expect(openHistories(file)).rejects.toMatchObject({ code: 'HISTORY_COLUMNS' });
});
