import { toProblemDetail } from '../../../problem';
import { requestPersistence } from '../../../worker/storage/browser-storage';
import type { KeptThing } from '../../../worker/protocol';
import { dataClient } from '../clients';
import { read } from '../data-actions';
import { useModel } from '../retrieval/model-store';
import { database } from '../runs/opened-database';
import { getState, setState } from '../store';
import { keepOpenBeside } from './follow-beside';
import { rememberDataset, recallDataset } from './last-dataset';
import { getStorage, setStorage } from './storage-store';

/** Reads what the browser keeps. */
export async function readStorage(): Promise<void> {
  await guarded(async () => {
    setStorage({ report: await (await dataClient()).storageReport() });
  });
}

/** Copies the open files into the browser, where a reload finds them. */
export async function keepDataset(): Promise<void> {
  const { shard } = getState();
  const kept = await read('keep', 'Copying into the browser', async (options) =>
    (await dataClient()).keepDataset(undefined, options),
  );
  if (!kept) return;
  if (getState().shard === shard) {
    setStorage({ keptId: kept.id });
    await keepOpenBeside();
  }
  await readStorage();
}

/** Deletes it from the browser; what is open stays open until a reload. */
export async function forgetKept(thing: KeptThing): Promise<void> {
  await guarded(async () => {
    await (await dataClient()).forgetKept(thing);
    if (thing.kind === 'dataset') {
      if (getStorage().keptId === thing.id) setStorage({ keptId: null });
      if (recallDataset() === thing.id) rememberDataset(null);
      await (await database())?.removeSession(thing.id);
    } else if (thing.kind === 'model') {
      useModel.setState({ kept: null });
    } else if (getState().stopped?.how === 'interrupted' && isOfRowsInUse(thing.name)) {
      setState({ stopped: null });
    }
  });
  await readStorage();
}

/** Asks the browser not to clear this page's storage by itself. */
export async function persistStorage(): Promise<void> {
  await guarded(async () => {
    await requestPersistence();
  });
  await readStorage();
}

/** A checkpoint's name begins with the fingerprint of its vectors. */
function isOfRowsInUse(checkpoint: string): boolean {
  const { slice } = getState();
  return slice !== null && checkpoint.startsWith(slice.fingerprint);
}

async function guarded(work: () => Promise<void>): Promise<void> {
  try {
    await work();
    setStorage({ problem: null });
  } catch (error) {
    setStorage({ problem: toProblemDetail(error) });
  }
}
