import { expect, test } from 'vitest';
import { recallQueries, rememberQueries, withQuery } from './query-history';

test('the latest query stands first, once, and old ones make room', () => {
  expect(withQuery(['b', 'a'], ' a\n')).toEqual(['a', 'b']);
  expect(withQuery(['a'], '  ')).toEqual(['a']);
  const many = Array.from({ length: 40 }, (_, i) => `q${i}`);
  expect(withQuery(many, 'new')).toHaveLength(30);
});

test('queries outlast a reload; what is not a list of them is none', () => {
  let stored: string | null = null;
  const storage = {
    getItem: () => stored,
    setItem: (_key: string, value: string) => void (stored = value),
  };
  expect(recallQueries(storage)).toEqual([]);
  rememberQueries(['SELECT 1'], storage);
  expect(recallQueries(storage)).toEqual(['SELECT 1']);
  for (const bad of ['{', '{"a":1}', '[1]']) {
    stored = bad;
    expect(recallQueries(storage)).toEqual([]);
  }
});
