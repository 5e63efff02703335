import type { EngineApi } from './protocol';
import { connect, type Transfers } from './rpc';

/** Vectors and pairs move to the engine without a copy. */
const transfersOf: Transfers = (argument) => {
  const { vectors, pairs } = (argument ?? {}) as { vectors?: unknown; pairs?: unknown };
  if (vectors instanceof Float32Array) return [vectors.buffer];
  return pairs instanceof Uint32Array ? [pairs.buffer] : [];
};

/** Starts the engine worker. Call `start` before anything else. */
export function createEngineClient(): EngineApi & { terminate(): void } {
  const worker = new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module' });
  const api = connect<EngineApi>(worker, transfersOf);
  return {
    start: (request, options) => api.start(request, options),
    planRetriever: (request, options) => api.planRetriever(request, options),
    trainRetriever: (request, options) => api.trainRetriever(request, options),
    load: (request, options) => api.load(request, options),
    loadPairs: (request, options) => api.loadPairs(request, options),
    plan: (config, options) => api.plan(config, options),
    train: (config, options) => api.train(config, options),
    pause: (none, options) => api.pause(none, options),
    interruptedRun: (none, options) => api.interruptedRun(none, options),
    resumeInterrupted: (none, options) => api.resumeInterrupted(none, options),
    discardCheckpoint: (none, options) => api.discardCheckpoint(none, options),
    openCheckpoint: (request, options) => api.openCheckpoint(request, options),
    saveCheckpoint: (none, options) => api.saveCheckpoint(none, options),
    encode: (request, options) => api.encode(request, options),
    decodeRetriever: (request, options) => api.decodeRetriever(request, options),
    checkAgainstCpu: (request, options) => api.checkAgainstCpu(request, options),
    applyPolicy: (request, options) => api.applyPolicy(request, options),
    alternativeCodes: (request, options) => api.alternativeCodes(request, options),
    embeddingHitrate: (request, options) => api.embeddingHitrate(request, options),
    refitCodebooks: (request, options) => api.refitCodebooks(request, options),
    evaluateBaseline: (request, options) => api.evaluateBaseline(request, options),
    memory: (none, options) => api.memory(none, options),
    loseDevice: (none, options) => api.loseDevice(none, options),
    terminate: () => {
      worker.terminate();
    },
  };
}
