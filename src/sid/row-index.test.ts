import { expect, test } from 'vitest';
import { RowIndex } from './row-index';

test('equal rows share an id even when every hash collides', () => {
  const values = [7, 3, 7, 9, 3, 7];
  const index = new RowIndex(values.length, (a, b) => values[a] === values[b]);
  const ids = values.map((_, row) => index.idOf(row, 0));
  expect(ids).toEqual([0, 1, 0, 2, 1, 0]);
  expect(index.distinct).toBe(3);
  expect(index.firstRows()).toEqual(Uint32Array.of(0, 1, 3));
});

test('all rows distinct under one hash fills the table without overflow', () => {
  const index = new RowIndex(33, () => false);
  const ids = Array.from({ length: 33 }, (_, row) => index.idOf(row, 123));
  expect(ids).toEqual(Array.from({ length: 33 }, (_, row) => row));
});
