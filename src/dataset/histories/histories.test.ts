import { describe, expect, it } from 'vitest';
import { NO_ROW } from '../../sid/no-row';
import { guessHistoryColumns, historyColumnsOf } from './history-columns';
import { HistoryBuilder } from './history-builder';
import { matchRows } from './match-rows';
import { holdsHistories, openHistories } from './open-histories';
import type { HistoryFile } from './types';

const file = (text: string, name = 'h.jsonl') => new File([text], name);

/** `user: item item` for every user. */
function shown({ users, starts, items, itemIds }: HistoryFile): string[] {
  return users.map((user, u) => {
    const ids = [...items.subarray(starts[u], starts[u + 1])].map((item) => itemIds[item]);
    return `${user}: ${ids.join(' ')}`;
  });
}

const read = async (text: string, name?: string) => shown(await openHistories(file(text, name)));

describe('history files', () => {
  it('JSON lines, a list a user', async () => {
    const text = '{"user_id":1,"item_ids":[5,3,5]}\n\n{"user_id":"b","item_ids":["x"]}\r\n';
    expect(await read(text)).toEqual(['1: 5 3 5', 'b: x']);
  });

  it('JSON lines, an interaction a line: ordered by time, equal times as they came', async () => {
    const line = (user: string, item: string, timestamp: unknown) =>
      JSON.stringify({ user, item, timestamp });
    const rows = [line('u', 'c', 9), line('v', 'z', 1), line('u', 'a', 2), line('u', 'b', 2)];
    expect(await read(rows.join('\n'))).toEqual(['u: a b c', 'v: z']);
    const dates = [line('u', 'late', '2024-05-02'), line('u', 'early', '2023-01-01T10:00:00Z')];
    expect(await read(dates.join('\n'))).toEqual(['u: early late']);
  });

  it('S3-Rec text', async () => {
    expect(await read('1 10 11 12\n2 10\n\n', 'Beauty.txt')).toEqual(['1: 10 11 12', '2: 10']);
  });

  it('CSV and TSV, an interaction a row', async () => {
    const csv = 'user_id,item_id,rating,timestamp\nu,late,5,20\nv,x,1,5\nu,"ear,ly",3,10\n';
    expect(await read(csv, 'ratings.csv')).toEqual(['u: ear,ly late', 'v: x']);
    expect(await read('userId\tmovieId\n7\t007\n7\t8\n', 'r.tsv')).toEqual(['7: 007 8']);
  });

  it('RecBole, whose header has types', async () => {
    const inter =
      'user_id:token\titem_id:token\trating:float\ttimestamp:float\n1\tlate\t5\t20.5\n1\tearly\t3\t10.0\n';
    expect(await holdsHistories(file(inter, 'ml-100k.inter'))).toBe(true);
    expect(await read(inter, 'ml-100k.inter')).toEqual(['1: early late']);
  });

  it('a user met twice has one history', async () => {
    expect(await read('1 10\n2 9\n1 11\n', 'a.txt')).toEqual(['1: 10 11', '2: 9']);
  });

  it.each([
    ['HISTORY_LINE', '{"user_id":1,"item_ids":[1]}\n{"user_id":2'],
    ['HISTORY_LINE', '{"user_id":1,"item_ids":[1]}\n{"user_id":2,"item_ids":7}'],
    ['HISTORY_LINE', '{"user_id":1,"item_ids":[9007199254740993]}'],
    ['HISTORY_LINE', '{"user_id":null,"item_ids":[1]}'],
    ['HISTORY_LINE', '{"user_id":1,"item_ids":[1.5]}'],
    ['HISTORY_COLUMNS', '{"a":1,"b":2}'],
    ['HISTORY_COLUMNS', 'item_id,title\n1,2\n'],
    ['HISTORY_EMPTY', '{"user_id":1,"item_ids":[]}'],
  ])('%s for %s', async (code, text) => {
    await expect(openHistories(file(text))).rejects.toMatchObject({ code });
  });

  it('names the line', async () => {
    await expect(openHistories(file('1 2\n3\n', 'a.txt'))).rejects.toThrow('Line 2 of a.txt');
  });

  it('tells histories from other files', async () => {
    expect(await holdsHistories(file('{"user_id":1,"item_ids":[1]}'))).toBe(true);
    expect(await holdsHistories(file('1 2 3', 'a.inter'))).toBe(true);
    expect(await holdsHistories(file('user_id,item_id\n1,2\n', 'a.csv'))).toBe(true);
    expect(await holdsHistories(file('item_id,title\n1,2\n', 'a.csv'))).toBe(false);
    expect(await holdsHistories(file('{"item_id":1,"embedding":[1,0.5]}'))).toBe(false);
    expect(await holdsHistories(file('{"user":1,"item":2,"emb":[1,0.5]}'))).toBe(false);
    expect(await holdsHistories(file('some notes', 'notes.txt'))).toBe(false);
    expect(await holdsHistories(file('\x93NUMPY', 'a.npy'))).toBe(false);
    expect(await holdsHistories(file('', 'a.parquet'))).toBe(false);
  });

  it('stops when cancelled', async () => {
    const signal = AbortSignal.abort();
    await expect(openHistories(file('1 2', 'a.txt'), signal)).rejects.toMatchObject({
      code: 'CANCELLED',
    });
  });
});

describe('columns', () => {
  const none = () => false;

  it('are guessed by name', () => {
    expect(guessHistoryColumns(['User_ID', 'items'], (name) => name === 'items')).toEqual({
      ...{ user: 'User_ID', item: 'items', time: null, isList: true },
    });
    expect(guessHistoryColumns(['uid', 'movieId', 'rating', 'ts'], none)).toEqual({
      ...{ user: 'uid', item: 'movieId', time: 'ts', isList: false },
    });
    expect(guessHistoryColumns(['user_id', 'rating'], none)).toBeNull();
    expect(guessHistoryColumns(['item_id', 'title'], none)).toBeNull();
  });

  it('a file with vectors is a shard', () => {
    const column = (name: string, kind: 'number' | 'vector') => ({
      name,
      kind,
      type: '',
      dim: null,
    });
    const users = [column('user_id', 'number'), column('item_id', 'number')];
    expect(historyColumnsOf(users)).toMatchObject({ user: 'user_id', item: 'item_id' });
    expect(historyColumnsOf([...users, column('emb', 'vector')])).toBeNull();
  });
});

describe('matching rows', () => {
  const builder = new HistoryBuilder();
  for (const [user, item] of ['ua', 'ub', 'uz', 'va', 'vy', 'wb']) builder.add(user!, item!);
  const histories = builder.build('h');

  it('by id, unknown items marked and counted', () => {
    const { rows, starts, users, summary } = matchRows(histories, ['b', 'a', 'a']);
    expect([...rows]).toEqual([1, 0, NO_ROW, 1, NO_ROW, 0]);
    expect([...starts]).toEqual([0, 3, 5, 6]);
    expect(users).toEqual(['u', 'v', 'w']);
    expect(summary).toEqual({
      ...{ name: 'h', users: 3, interactions: 6, known: 4, items: 4, knownItems: 2 },
      ...{ unknownExamples: ['z', 'y'], shortest: 1, median: 2, longest: 3 },
    });
  });

  it('none known is a problem that names both sides', () => {
    expect(() => matchRows(histories, ['7'])).toThrow(/it names a, b, z, the rows are 7/);
  });
});
