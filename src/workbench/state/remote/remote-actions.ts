import type { DataApi, RemoteFacts } from '../../../worker/protocol';
import { dataClient } from '../clients';
import { read, showShard } from '../data-actions';
import { openDropped } from '../open-dropped';
import { openFetchFrame } from './fetch-frame';

let connected: Promise<DataApi> | null = null;

/** The data worker, which reads addresses through fetch.html. A failure is forgotten. */
function remoteClient(): Promise<DataApi> {
  connected ??= connect().catch((error: unknown) => {
    connected = null;
    throw error;
  });
  return connected;
}

async function connect(): Promise<DataApi> {
  const [client, port] = await Promise.all([dataClient(), openFetchFrame()]);
  await client.takeFetcher(port);
  return client;
}

/** What stands at an address. Throws a Problem; see `DataApi.lookAt`. */
export async function lookAt(address: string, signal: AbortSignal): Promise<RemoteFacts> {
  return (await remoteClient()).lookAt(address, { signal });
}

/**
 * Opens what was looked at; a file that is not read in parts is opened as a dropped one is: it may be one of SIDs
 * or histories. On a problem what is open stays.
 */
export async function openRemote(facts: RemoteFacts): Promise<void> {
  const opened = await read('open', `Opening ${facts.name}`, async (options) =>
    (await remoteClient()).openRemote(facts, options),
  );
  if (opened instanceof File) await openDropped([opened]);
  else if (opened) showShard(opened, null);
}
