/** The only file that imports idb: runs in IndexedDB. Loaded after first paint. */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { NewRun, RunCodes, RunRecord } from './record';
import type { StoredRun } from './stored-run';
import { storageProblem } from './storage-problem';
import type { RunStore } from './run-store';
import type { Session, SessionStore } from '../storage/session';

const NAME = 'sid-workbench';
/** 2 added the sessions. */
const VERSION = 2;

interface Schema extends DBSchema {
  /** Small: all are read when the page opens. */
  runs: { key: number; value: (NewRun | Omit<StoredRun, 'id'>) & { id?: number } };
  /** One array a level, by the run's number. */
  codes: { key: number; value: RunCodes };
  /** Where work on a kept dataset stood, by the dataset's id. */
  sessions: { key: string; value: Session };
}

/** Opens the database. Throws `STORAGE_UNAVAILABLE`. */
export async function openRunDatabase(): Promise<RunStore & SessionStore> {
  const database = await guarded(() =>
    openDB<Schema>(NAME, VERSION, {
      upgrade: (created, before) => {
        if (before < 1) {
          created.createObjectStore('runs', { keyPath: 'id', autoIncrement: true });
          created.createObjectStore('codes');
        }
        created.createObjectStore('sessions');
      },
      // Another tab wants a newer version: let it. This one goes on in memory.
      blocking: (_current, _blocked, event) => {
        (event.target as IDBDatabase).close();
      },
    }),
  );
  return storeOver(database);
}

function storeOver(database: IDBPDatabase<Schema>): RunStore & SessionStore {
  return {
    list: () =>
      guarded(async () =>
        (await database.getAll('runs')).map((run) => ({ ...run, id: run.id ?? 0 })),
      ),

    add: (run, codes) =>
      guarded(async () => {
        // One transaction: a run without its codes, or codes of no run, must not remain.
        const transaction = database.transaction(['runs', 'codes'], 'readwrite');
        const id = await transaction.objectStore('runs').add(run);
        await transaction.objectStore('codes').put(codes, id);
        await transaction.done;
        return id;
      }),

    update: (run: RunRecord) =>
      guarded(async () => {
        await database.put('runs', run);
      }),

    remove: (ids) =>
      guarded(async () => {
        const transaction = database.transaction(['runs', 'codes'], 'readwrite');
        for (const id of ids) {
          await transaction.objectStore('runs').delete(id);
          await transaction.objectStore('codes').delete(id);
        }
        await transaction.done;
      }),

    codes: (id) => guarded(async () => (await database.get('codes', id)) ?? null),

    session: (id) => guarded(async () => (await database.get('sessions', id)) ?? null),

    saveSession: (id, session) =>
      guarded(async () => {
        await database.put('sessions', session, id);
      }),

    removeSession: (id) => guarded(() => database.delete('sessions', id)),
  };
}

async function guarded<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw storageProblem(error);
  }
}
