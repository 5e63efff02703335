import type { DataApi } from './protocol';
import { connect, type Client } from './rpc';

/** Starts the data worker. */
export function createDataClient(): DataApi & Client {
  const worker = new Worker(new URL('./data.worker.ts', import.meta.url), { type: 'module' });
  return connect<DataApi>(worker, (argument) =>
    argument instanceof MessagePort ? [argument] : [],
  );
}
