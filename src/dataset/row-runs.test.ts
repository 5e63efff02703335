import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rowRuns } from './row-runs';

const limits = { maxRows: 10, maxGap: 3 };
const runsOf = (wanted: readonly number[] | null, rows: number) =>
  [...rowRuns(wanted && Uint32Array.from(wanted), rows, limits)].map(({ firstRow, count }) => [
    firstRow,
    count,
  ]);

test.each([
  [
    'all rows',
    null,
    23,
    [
      [0, 10],
      [10, 10],
      [20, 3],
    ],
  ],
  ['no rows in the file', null, 0, []],
  ['no rows wanted', [], 50, []],
  ['one row, the last', [49], 50, [[49, 1]]],
  ['a gap that is read along', [3, 7], 50, [[3, 5]]],
  [
    'a gap that is not',
    [3, 8],
    50,
    [
      [3, 1],
      [8, 1],
    ],
  ],
  [
    'a run that is full',
    [0, 4, 8, 9, 10, 11],
    50,
    [
      [0, 10],
      [10, 2],
    ],
  ],
])('%s', (_what, wanted, rows, expected) => {
  expect(runsOf(wanted, rows)).toEqual(expected);
});

test('every wanted row is in exactly one run, and no run is too long', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat({ max: 400 })), (rows) => {
      const wanted = Uint32Array.from(rows).sort();
      const runs = [...rowRuns(wanted, 401, limits)];
      for (const { count } of runs) expect(count).toBeLessThanOrEqual(limits.maxRows);
      for (const row of wanted) {
        const holding = runs.filter(
          ({ firstRow, count }) => row >= firstRow && row < firstRow + count,
        );
        expect(holding).toHaveLength(1);
      }
    }),
  );
});
