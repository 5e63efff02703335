import type { DataApi, EngineApi } from '../../worker/protocol';

/**
 * The two workers, created on first use so that the shell paints before either is loaded.
 * A client whose script failed to load is forgotten, so the next call tries again.
 */
function once<Client>(create: () => Promise<Client>): () => Promise<Client> {
  let pending: Promise<Client> | null = null;
  return () => {
    pending ??= create().catch((error: unknown) => {
      pending = null;
      throw error;
    });
    return pending;
  };
}

export const dataClient: () => Promise<DataApi> = once(async () => {
  const { createDataClient } = await import('../../worker/data-client');
  return createDataClient();
});

export const engineClient: () => Promise<EngineApi> = once(async () => {
  const { createEngineClient } = await import('../../worker/engine-client');
  return createEngineClient();
});
