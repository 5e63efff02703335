import { expect, test } from 'vitest';
import type { ColumnInfo, OpenedShard } from '../dataset/types';
import { idsColumn } from './shard';

const column = (name: string, kind: ColumnInfo['kind']): ColumnInfo => ({
  ...{ name, kind, type: '', dim: null },
});
const shard = (...columns: ColumnInfo[]) =>
  ({ rows: 1200, columns: [column('items', 'vector'), ...columns] }) as unknown as OpenedShard;

test('a file of ids is a column by its name', () => {
  expect(idsColumn({ name: 'items.ids.npy' }, shard(column('items.ids', 'number')))).toBe(
    'items.ids',
  );
  expect(idsColumn({ name: 'names.NPY' }, shard(column('names', 'text')))).toBe('names');
});

test.each([
  ['of another length', shard()],
  ['of vectors', shard(column('ids', 'vector'))],
])('%s it is refused', (_what, opened) => {
  expect(() => idsColumn({ name: 'ids.npy' }, opened)).toThrow(
    expect.objectContaining({
      code: 'IDS_FILE',
      message: 'ids.npy does not hold one id for each of the 1,200 vectors.',
    }) as Error,
  );
});
