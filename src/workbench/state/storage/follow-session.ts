import { toProblemDetail } from '../../../problem';
import type { OpenedShard } from '../../../dataset/types';
import { database } from '../runs/opened-database';
import { getState, useWorkbench } from '../store';
import { rememberDataset } from './last-dataset';
import type { Session } from './session';
import { getStorage, setStorage, useStorage } from './storage-store';

/** Sliders that retrain as they move finish many runs a second. */
const SAVE_AFTER_MS = 500;

/** The shard that the rows in use are of: those of one just opened are yet to come. */
let slicedShard: OpenedShard | null = null;

/** Notes where work on a kept dataset stands, whenever its rows or its run change. */
export function followSession(): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const saveSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void saveSession(), SAVE_AFTER_MS);
  };
  useWorkbench.subscribe(({ slice, trained, shard }, before) => {
    if (slice !== before.slice) slicedShard = shard;
    if (getStorage().keptId === null) return;
    if (slice !== before.slice || trained !== before.trained) saveSoon();
  });
  useStorage.subscribe(({ keptId }, before) => {
    if (keptId === before.keptId) return;
    rememberDataset(keptId);
    clearTimeout(timer);
    if (keptId !== null) saveSoon();
  });
}

async function saveSession(): Promise<void> {
  const { keptId } = getStorage();
  const session = sessionNow();
  if (keptId === null || !session) return;
  try {
    await (await database())?.saveSession(keptId, session);
  } catch (error) {
    setStorage({ problem: toProblemDetail(error) });
  }
}

function sessionNow(): Session | null {
  const { slice, shard, trained } = getState();
  if (!slice || shard !== slicedShard) return null;
  const { request, fingerprint } = slice;
  // Codes of a file alone: the kept dataset is not on the page.
  if (!request) return null;
  return { request, last: trained && { fingerprint, trained } };
}
