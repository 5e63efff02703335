import type { DataApi } from './protocol';
import { connect } from './rpc';

/** Starts the data worker. `terminate` stops it at once; pending calls are never answered then. */
export function createDataClient(): DataApi & { terminate(): void } {
  const worker = new Worker(new URL('./data.worker.ts', import.meta.url), { type: 'module' });
  const api = connect<DataApi>(worker);
  return {
    open: (file, options) => api.open(file, options),
    slice: (request, options) => api.slice(request, options),
    openCodes: (file, options) => api.openCodes(file, options),
    holdsHistories: (file, options) => api.holdsHistories(file, options),
    openHistories: (file, options) => api.openHistories(file, options),
    matchHistories: (none, options) => api.matchHistories(none, options),
    pairsFromFile: (file, options) => api.pairsFromFile(file, options),
    holdsForgeOutput: (file, options) => api.holdsForgeOutput(file, options),
    scoreForgeOutput: (request, options) => api.scoreForgeOutput(request, options),
    query: (sql, options) => api.query(sql, options),
    exportItems: (request, options) => api.exportItems(request, options),
    exportSidLists: (request, options) => api.exportSidLists(request, options),
    sidAgreement: (request, options) => api.sidAgreement(request, options),
    terminate: () => worker.terminate(),
  };
}
