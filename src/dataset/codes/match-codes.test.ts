import { expect, test } from 'vitest';
import { matchCodes } from './match-codes';

const items = {
  ids: ['a', 'b', 'c'],
  sids: {
    rows: 3,
    codebookSizes: [3, 6],
    codes: [Uint32Array.of(0, 2, 1), Uint32Array.of(5, 0, 3)],
  },
};

test('codes by id, codebook sizes those of the file', () => {
  expect(matchCodes(items, ['c', 'a'], 'items.parquet')).toEqual({
    ...{ rows: 2, codebookSizes: [3, 6] },
    codes: [Uint32Array.of(1, 0), Uint32Array.of(3, 5)],
  });
});

test('rows without codes are counted and named', () => {
  expect(() => matchCodes(items, ['a', 'x'], 'items.parquet')).toThrow(
    expect.objectContaining({
      code: 'CODES_ROWS',
      message:
        '1 of 2 rows in use have no codes in items.parquet, x the first; its ids begin with a, b, c.',
    }) as Error,
  );
});
