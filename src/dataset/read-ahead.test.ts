import { expect, test } from 'vitest';
import { readAhead } from './read-ahead';

test('results come in order, with no more reads under way than asked for', async () => {
  let underWay = 0;
  let most = 0;
  const read = async (item: number) => {
    most = Math.max(most, ++underWay);
    await new Promise((done) => setTimeout(done, 5 - item));
    underWay -= 1;
    return item * 10;
  };
  const results: number[] = [];
  for await (const result of readAhead([0, 1, 2, 3, 4], read, 2)) results.push(result);
  expect(results).toEqual([0, 10, 20, 30, 40]);
  expect(most).toBe(3);
});

test('a failure is thrown in its turn, and later ones are not heard', async () => {
  const read = async (item: number) => {
    if (item > 0) throw new Error(`read ${item}`);
    return item;
  };
  const results: number[] = [];
  const all = (async () => {
    for await (const result of readAhead([0, 1, 2], read, 3)) results.push(result);
  })();
  await expect(all).rejects.toThrow('read 1');
  expect(results).toEqual([0]);
});
