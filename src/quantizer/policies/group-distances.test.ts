import { expect, test } from 'vitest';
import { batchedDistances } from './group-distances';

const GROUPS = [
  Uint32Array.of(4, 5),
  Uint32Array.of(0),
  Uint32Array.of(1, 2, 3),
  Uint32Array.of(9),
];

/** Numbers that name their row and code: row * 10 + code. */
function recorder() {
  const asked: number[][] = [];
  const fetch = (rows: Uint32Array) => {
    asked.push([...rows]);
    return Promise.resolve(Float32Array.from([...rows].flatMap((row) => [10 * row, 10 * row + 1])));
  };
  return { asked, fetch };
}

test('groups are fetched together up to the limit, and handed out one by one', async () => {
  const { asked, fetch } = recorder();
  const distancesOf = batchedDistances(GROUPS, 2, fetch, 6);
  const answers: number[][] = [];
  for (const rows of GROUPS) answers.push([...(await distancesOf(rows))]);
  expect(answers).toEqual([
    [40, 41, 50, 51],
    [0, 1],
    [10, 11, 20, 21, 30, 31],
    [90, 91],
  ]);
  expect(asked).toEqual([[4, 5, 0], [1, 2, 3], [9]]);
});

test('a group above the limit comes alone', async () => {
  const { asked, fetch } = recorder();
  const distancesOf = batchedDistances(GROUPS, 2, fetch, 1);
  for (const rows of GROUPS) await distancesOf(rows);
  expect(asked).toHaveLength(4);
  await expect(distancesOf(Uint32Array.of(0))).rejects.toThrow('more groups');
});
