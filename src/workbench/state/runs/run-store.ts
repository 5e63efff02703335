import type { NewRun, RunCodes, RunRecord } from './record';
import type { StoredRun } from './stored-run';

/** Where runs are kept. Every call may throw a storage problem. */
export interface RunStore {
  readonly list: () => Promise<StoredRun[]>;
  /** Returns the run's number. */
  readonly add: (run: NewRun, codes: RunCodes) => Promise<number>;
  readonly update: (run: RunRecord) => Promise<void>;
  readonly remove: (ids: readonly number[]) => Promise<void>;
  /** null where there is no such run. */
  readonly codes: (id: number) => Promise<RunCodes | null>;
}

/**
 * Runs that the browser would not store: they last as long as the page. Their numbers are negative,
 * so that none is ever one of the database's.
 */
export function memoryStore(): RunStore {
  const runs = new Map<number, { run: RunRecord; codes: RunCodes }>();
  let last = 0;
  return {
    list: () => Promise.resolve(Array.from(runs.values(), ({ run }) => run)),
    add: (run, codes) => {
      const id = --last;
      runs.set(id, { run: { ...run, id }, codes });
      return Promise.resolve(id);
    },
    update: (run) => {
      const kept = runs.get(run.id);
      if (kept) runs.set(run.id, { ...kept, run });
      return Promise.resolve();
    },
    remove: (ids) => {
      for (const id of ids) runs.delete(id);
      return Promise.resolve();
    },
    codes: (id) => Promise.resolve(runs.get(id)?.codes ?? null),
  };
}
