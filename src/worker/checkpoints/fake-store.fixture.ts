import type { CheckpointStore } from './checkpoint-store';
import { storageProblem } from './storage-problem';

interface FakeStore extends CheckpointStore {
  readonly files: Map<string, Uint8Array>;
  writes: number;
  /** Thrown by every call while it is set. */
  failure: Error | null;
  delayMs: number;
}

/** Files in memory. */
export function fakeStore(): FakeStore {
  const files = new Map<string, Uint8Array>();
  const store: FakeStore = {
    files,
    writes: 0,
    failure: null,
    delayMs: 0,
    read: async (name) => {
      check();
      const bytes = files.get(name);
      return bytes ? new Blob([new Uint8Array(bytes)]) : null;
    },
    write: async (name, bytes) => {
      check();
      if (store.delayMs > 0) await new Promise((done) => setTimeout(done, store.delayMs));
      files.set(name, bytes);
      store.writes += 1;
    },
    remove: async (name) => {
      check();
      files.delete(name);
    },
  };
  return store;

  function check(): void {
    if (store.failure) throw storageProblem(store.failure);
  }
}
