import { toProblemDetail } from '../../../problem';
import type { OpenedShard } from '../../../dataset/types';
import { useHistories } from '../histories/histories-store';
import { rememberPlace, usePlace } from '../place';
import { usePolicy } from '../policy/policy-store';
import { database } from '../runs/opened-database';
import { getState, useWorkbench } from '../store';
import { rememberDataset } from './last-dataset';
import { sessionNow, setReturning } from './session-now';
import { getStorage, setStorage, useStorage } from './storage-store';

/** Sliders that retrain as they move finish many runs a second. */
const SAVE_AFTER_MS = 500;

/** The shard that the rows in use are of: those of one just opened are yet to come. */
let slicedShard: OpenedShard | null = null;

/** Notes where work on a kept dataset stands, whenever that changes. */
export function followSession(): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const saveSoon = () => {
    clearTimeout(timer);
    if (getStorage().keptId === null) return;
    timer = setTimeout(() => void saveSession(), SAVE_AFTER_MS);
  };
  useWorkbench.subscribe(({ slice, trained, draft, pairs, shard }, before) => {
    if (slice !== before.slice) {
      slicedShard = shard;
      setReturning({});
    }
    if (slice !== before.slice || trained !== before.trained) saveSoon();
    else if (draft !== before.draft || pairs !== before.pairs) saveSoon();
  });
  usePolicy.subscribe(saveSoon);
  useHistories.subscribe(({ histories }, before) => {
    if (histories !== before.histories) saveSoon();
  });
  usePlace.subscribe((place) => {
    if (getStorage().keptId !== null) rememberPlace(place);
  });
  useStorage.subscribe(({ keptId }, before) => {
    if (keptId === before.keptId) return;
    rememberDataset(keptId);
    rememberPlace(keptId === null ? null : usePlace.getState());
    saveSoon();
  });
}

async function saveSession(): Promise<void> {
  const { keptId } = getStorage();
  const session = getState().shard === slicedShard ? sessionNow() : null;
  if (keptId === null || !session) return;
  try {
    await (await database())?.saveSession(keptId, session);
  } catch (error) {
    setStorage({ problem: toProblemDetail(error) });
  }
}
