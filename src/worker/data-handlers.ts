import { matchCodes } from '../dataset/codes/match-codes';
import { readCodes } from '../dataset/codes/read-codes';
import type { Database } from '../dataset/duckdb';
import { exportItems, exportSidLists } from '../dataset/export-items';
import { matchRows } from '../dataset/histories/match-rows';
import { holdsHistories, openHistories } from '../dataset/histories/open-histories';
import type { HistoryFile } from '../dataset/histories/types';
import { openShard } from '../dataset/open-shard';
import { matchPairs } from '../dataset/pairs/match-pairs';
import { openPairs } from '../dataset/pairs/open-pairs';
import { runQuery } from '../dataset/query';
import { sliceShard } from '../dataset/slice';
import type { ShardSource } from '../dataset/source';
import { scalarTable } from '../dataset/sql-table';
import { Problem, orCancelled } from '../problem';
import { holdsForgeOutput, openForgeOutput } from '../retriever/forge/open-output';
import { scoreForgeOutput } from '../retriever/forge/score-output';
import { sidAgreement } from '../sid/agreement';
import type { DataApi } from './protocol';

/** The data worker's calls. One file is open at a time; DuckDB boots with the first SQL. */
export function createDataHandlers(): DataApi {
  let current: ShardSource | null = null;
  /** Ids of the last slice. */
  let ids: readonly string[] | null = null;
  let histories: HistoryFile | null = null;
  let booted: Promise<Database> | null = null;
  /** The table in DuckDB, and the file it was made from. */
  let table: { source: ShardSource; loaded: Promise<void> } | null = null;

  function opened(): ShardSource {
    if (current) return current;
    throw new Problem('NO_FILE', 'No file is open.', 'Open a file with item embeddings first.');
  }

  function rowsInUse(): readonly string[] {
    if (ids) return ids;
    throw new Problem('NO_FILE', 'No rows are in use.', 'Open a file with item embeddings first.');
  }

  async function boot(): Promise<Database> {
    const { bootDatabase } = await import('../dataset/duckdb');
    return bootDatabase();
  }

  /** DuckDB with the scalar columns of `source` loaded under the file's name. */
  async function databaseFor(source: ShardSource): Promise<Database> {
    booted ??= boot();
    const pending = booted;
    const database = await pending.catch((error: unknown) => {
      booted = null;
      throw error;
    });
    if (table?.source !== source) {
      const before = table;
      // Not cancellable: a later call would find half a table.
      const loaded = (async () => {
        await before?.loaded.catch(() => undefined);
        if (before) await database.drop(before.source.name);
        await database.load(source.name, await scalarTable(source));
      })();
      table = { source, loaded };
      loaded.catch(() => {
        if (table?.loaded === loaded) table = null;
      });
    }
    await table.loaded;
    return database;
  }

  return {
    async open(file, options) {
      options?.onProgress?.({ phase: 'Reading the schema', done: 0, total: 1 });
      const files = file instanceof File ? [file] : file;
      const { source, shard } = await openShard(files, options);
      // Only now: a file that fails to open leaves the one before in use.
      current = source;
      return shard;
    },
    async slice(request, options) {
      const source = opened();
      const onProgress = options?.onProgress ?? (() => undefined);
      const database = () => {
        onProgress({ phase: 'Starting SQL', done: 0, total: 1 });
        return orCancelled(databaseFor(source), options?.signal);
      };
      const slice = await sliceShard(source, request, database, { ...options, onProgress });
      ids = slice.ids;
      return slice;
    },
    async pairsFromFile(file, options) {
      const known = rowsInUse();
      const onProgress = options?.onProgress ?? (() => undefined);
      onProgress({ phase: 'Opening pairs', done: 0, total: 1 });
      const array = await openPairs(file, options?.signal);
      return matchPairs(array, known, { signal: options?.signal, onProgress });
    },
    async openCodes(file, options) {
      const items = await readCodes(file, options?.signal);
      ids = items.ids;
      return items;
    },
    async codesOfRows(file, options) {
      const known = rowsInUse();
      return matchCodes(await readCodes(file, options?.signal), known, file.name);
    },
    holdsHistories,
    async openHistories(file, options) {
      const known = rowsInUse();
      const read = await openHistories(file, options?.signal);
      // Where there were none, a file that matches nothing waits for rows that it matches.
      histories ??= read;
      const matched = matchRows(read, known);
      histories = read;
      return matched;
    },
    matchHistories: () =>
      Promise.resolve().then(() => {
        if (histories) return matchRows(histories, rowsInUse());
        throw new Problem(
          'NO_HISTORIES',
          'No histories are open.',
          'Open a file of histories first.',
        );
      }),
    holdsForgeOutput,
    async scoreForgeOutput({ file, sids, offset }, options) {
      const itemIds = rowsInUse();
      const predictions = await orCancelled(openForgeOutput(file), options?.signal);
      return scoreForgeOutput(predictions, { itemIds, sids }, offset);
    },
    async query(sql, options) {
      const source = opened();
      const database = await orCancelled(databaseFor(source), options?.signal);
      return runQuery(database, source, sql, options?.signal);
    },
    exportItems: ({ ids, codes }) => exportItems(ids, codes),
    exportSidLists: ({ ids, codes, idName }) => exportSidLists(ids, codes, idName),
    sidAgreement: ({ a, b }) => Promise.resolve().then(() => sidAgreement(a, b)),
  };
}
