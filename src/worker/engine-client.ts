import type { EngineApi } from './protocol';
import { connect, type Client, type Transfers } from './rpc';

/** Vectors and pairs move to the engine without a copy. */
const transfersOf: Transfers = (argument) => {
  const { vectors, pairs } = (argument ?? {}) as { vectors?: unknown; pairs?: unknown };
  if (vectors instanceof Float32Array) return [vectors.buffer];
  return pairs instanceof Uint32Array ? [pairs.buffer] : [];
};

/** Starts the engine worker. Call `start` before anything else. */
export function createEngineClient(): EngineApi & Client {
  const worker = new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module' });
  return connect<EngineApi>(worker, transfersOf);
}
