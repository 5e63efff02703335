import type { Table } from 'apache-arrow';
import { expect, test } from 'vitest';
import { resultTables } from './result-tables';
import type { RunRow } from './types';

const sids = {
  ids: ['a', 'b', 'c'],
  titles: [],
  categories: [],
  rowNumbers: Uint32Array.of(4, 7, 9),
  codebookSizes: [2, 3],
  codes: [Uint32Array.of(1, 0, 1), Uint32Array.of(2, 0, 2)],
};
const run: RunRow = {
  run: -1,
  name: 'mine',
  at: 1000,
  method: 'lloyd',
  shape: '2 × 3',
  bits: 2.58,
  file: 'items.npy',
  items: 3,
  dim: 8,
  unique_ratio: 2 / 3,
  items_in_collision: 2 / 3,
  max_bucket: 2,
  sid_entropy: 0.9,
  forge_gini: 0.1,
  reconstruction: 0.5,
  seconds: 1,
  adapter: 'CPU',
};
const rowsOf = (table: Table | undefined) =>
  table?.toArray().map((row) => (row as { toJSON(): unknown }).toJSON());

test('SIDs, buckets and codes as tables, dead codes among them', () => {
  const tables = resultTables({ sids, runs: [] });
  expect(rowsOf(tables.get('sids'))).toEqual([
    { row_number: 4, item_id: 'a', c1: 1, c2: 2, sid: '1-2', bucket_size: 2 },
    { row_number: 7, item_id: 'b', c1: 0, c2: 0, sid: '0-0', bucket_size: 1 },
    { row_number: 9, item_id: 'c', c1: 1, c2: 2, sid: '1-2', bucket_size: 2 },
  ]);
  expect(rowsOf(tables.get('buckets'))).toEqual([
    { sid: '1-2', items: 2 },
    { sid: '0-0', items: 1 },
  ]);
  expect(rowsOf(tables.get('codes'))).toEqual([
    { level: 1, code: 0, items: 1 },
    { level: 1, code: 1, items: 2 },
    { level: 2, code: 0, items: 1 },
    { level: 2, code: 1, items: 0 },
    { level: 2, code: 2, items: 2 },
  ]);
});

test('titles and categories, where no other table has them', () => {
  const named = { ...sids, titles: ['A', 'B', 'C'], categories: ['x', '', 'x'] };
  const [first] = rowsOf(resultTables({ sids: named, runs: [] }).get('sids')) ?? [];
  expect(first).toMatchObject({ item_id: 'a', title: 'A', category: 'x', c1: 1 });
});

test('runs are a table, also where there is none and nothing is trained', () => {
  expect(rowsOf(resultTables({ sids: null, runs: [run] }).get('runs'))).toEqual([run]);
  const read = { ...run, dim: 0, reconstruction: Number.NaN };
  const table = resultTables({ sids: null, runs: [read] }).get('runs');
  expect(rowsOf(table)).toEqual([{ ...read, reconstruction: null }]);
  const empty = resultTables({ sids: null, runs: [] });
  expect([...empty.keys()]).toEqual(['runs']);
  expect(empty.get('runs')?.numRows).toBe(0);
});
