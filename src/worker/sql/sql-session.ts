import type { Database } from '../../dataset/duckdb';
import type { ShardSource } from '../../dataset/source';
import { scalarTable } from '../../dataset/sql-table';
import { loadProblem, startProblem } from './sql-problem';
import { resultTables } from './result-tables';
import type { ResultTables } from './types';

/** DuckDB as the data worker uses it: booted by the first SQL, one file's table, and tables of results. */
export interface SqlSession {
  /**
   * With the scalar columns of `source`, if there is one, under the file's name, and the results that were given
   * last. Throws `SQL_START`, `SQL_LOAD`, and the problems of reading the columns; the next call tries again.
   */
  databaseFor(source: ShardSource | null): Promise<Database>;
  /** They are loaded with the next query. */
  give(results: ResultTables): void;
}

export function createSqlSession(): SqlSession {
  let booted: Promise<Database> | null = null;
  /** The table in DuckDB, and the file it was made from. */
  let table: { source: ShardSource | null; loaded: Promise<void> } | null = null;
  let given: ResultTables | null = null;
  /** Loads of results go one after another. */
  let results: Promise<void> = Promise.resolve();
  let names: readonly string[] = [];

  async function boot(): Promise<Database> {
    const { bootDatabase } = await import('../../dataset/duckdb');
    return bootDatabase();
  }

  async function loadFile(database: Database, source: ShardSource | null): Promise<void> {
    if (table?.source !== source) {
      const before = table;
      // Not cancellable: a later call would find half a table.
      const loaded = (async () => {
        await before?.loaded.catch(() => undefined);
        if (before?.source) await database.drop(before.source.name);
        if (source) await database.load(source.name, await scalarTable(source));
      })().catch((error: unknown) => {
        throw loadProblem(error, source?.name ?? 'the file');
      });
      table = { source, loaded };
      loaded.catch(() => {
        if (table?.loaded === loaded) table = null;
      });
    }
    await table.loaded;
  }

  async function loadResults(database: Database, source: ShardSource | null): Promise<void> {
    if (!given) return;
    const tables = resultTables(given);
    given = null;
    // A file of that name is the user's own, and goes first.
    if (source) tables.delete(source.name.toLowerCase());
    for (const name of names) if (!tables.has(name)) await database.drop(name);
    for (const [name, one] of tables) await database.load(name, one);
    names = [...tables.keys()];
  }

  return {
    give(next) {
      given = next;
    },
    async databaseFor(source) {
      booted ??= boot();
      const pending = booted;
      const database = await pending.catch((error: unknown) => {
        booted = null;
        throw startProblem(error);
      });
      await loadFile(database, source);
      const loading = results.then(() => loadResults(database, source));
      results = loading.catch(() => undefined);
      await loading;
      return database;
    },
  };
}
