import { AsyncDuckDB, VoidLogger, type AsyncDuckDBConnection } from '@duckdb/duckdb-wasm';
import workerUrl from '@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js?url';
import wasmUrl from '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?url';
import type { RecordBatch, Table } from 'apache-arrow';
import { tableToIPC } from 'apache-arrow';
import { cancelled, throwIfCancelled } from '../problem';
import { quoted } from './sql-name';

/**
 * The only file that touches duckdb-wasm. Import it late: it brings 34 MB of WASM. Errors of DuckDB
 * itself are thrown as they are; see `sql-message.ts`.
 */
export interface Database {
  /** Replaces the table `name`. */
  load(name: string, table: Table): Promise<void>;
  drop(name: string): Promise<void>;
  /** Streams a query's batches; the signal stops it, even before the first batch. */
  batches(sql: string, signal?: AbortSignal): AsyncGenerator<RecordBatch>;
}

/** Starts DuckDB in a worker of its own, from this page's origin. */
export async function bootDatabase(): Promise<Database> {
  const db = new AsyncDuckDB(new VoidLogger(), new Worker(workerUrl));
  await db.instantiate(wasmUrl);
  const main = await db.connect();
  // Otherwise DuckDB asks a third-party host for what it lacks, and fails unreadably without it.
  await main.query('SET autoinstall_known_extensions=false');
  await main.query('SET autoload_known_extensions=false');

  async function drop(name: string): Promise<void> {
    await main.query(`DROP TABLE IF EXISTS ${quoted(name)}`);
  }

  return {
    drop,
    async load(name, table) {
      await drop(name);
      await main.insertArrowFromIPCStream(tableToIPC(table, 'stream'), { name, create: true });
    },
    async *batches(sql, signal) {
      // A connection of its own, so that cancelling one query leaves the others alone.
      const connection = await db.connect();
      try {
        yield* sendQuery(connection, sql, signal);
      } finally {
        await connection.close();
      }
    },
  };
}

async function* sendQuery(
  connection: AsyncDuckDBConnection,
  sql: string,
  signal?: AbortSignal,
): AsyncGenerator<RecordBatch> {
  throwIfCancelled(signal);
  const cancel = () => void connection.cancelSent();
  signal?.addEventListener('abort', cancel);
  try {
    for await (const batch of await connection.send(sql, true)) {
      throwIfCancelled(signal);
      yield batch;
    }
    throwIfCancelled(signal);
  } catch (error) {
    // A cancelled query ends as an error of DuckDB's.
    throw signal?.aborted ? cancelled() : error;
  } finally {
    signal?.removeEventListener('abort', cancel);
  }
}
