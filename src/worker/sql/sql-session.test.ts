import { beforeEach, expect, test, vi } from 'vitest';
import type { Database } from '../../dataset/duckdb';
import { openSource } from '../../dataset/open-source';
import { textFile } from '../../dataset/text/text.fixture';
import { createSqlSession } from './sql-session';

const load = vi.fn(async () => undefined);
const database: Database = {
  load,
  drop: async () => undefined,
  batches: () => {
    throw new Error('no query');
  },
};
const bootDatabase = vi.fn(async () => database);
vi.mock('../../dataset/duckdb', () => ({ bootDatabase: () => bootDatabase() }));

const source = await openSource(textFile('id,emb\n1,"[1,2]"\n'), {});

beforeEach(() => {
  vi.clearAllMocks();
});

test('a table that DuckDB does not take is a problem of SQL with its reason, and is tried again', async () => {
  const session = createSqlSession();
  load.mockRejectedValueOnce(
    new Error('{"exception_type":"Out of Memory","exception_message":"no 2 GB."}'),
  );
  await expect(session.databaseFor(source)).rejects.toMatchObject({
    code: 'SQL_LOAD',
    message: 'The columns of items.csv did not go into SQL: Out of Memory error: no 2 GB.',
  });
  expect(await session.databaseFor(source)).toBe(database);
  expect(load).toHaveBeenCalledTimes(2);
});

test('a database that does not start is a problem of SQL, and is started again', async () => {
  const session = createSqlSession();
  bootDatabase.mockRejectedValueOnce(new Error('WebAssembly is switched off'));
  await expect(session.databaseFor(source)).rejects.toMatchObject({
    code: 'SQL_START',
    message: 'SQL did not start: WebAssembly is switched off.',
  });
  expect(await session.databaseFor(source)).toBe(database);
});
