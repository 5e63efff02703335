import { dataClient } from '../clients';
import { applyRows, read, showShard } from '../data-actions';
import { forgetHistories } from '../histories/histories-actions';
import { rememberPlace } from '../place';
import { database } from '../runs/opened-database';
import { openSample } from '../sample';
import { setState } from '../store';
import { rememberDataset, recallDataset } from './last-dataset';
import { restoreSession } from './restore-session';
import type { Session } from './session';

/** What the page begins with: the kept dataset that was open last, as it was left, else the sample. */
export async function openFirst(): Promise<void> {
  const id = recallDataset();
  if (id === null) await openSample();
  // It would fail again at every reload; the problem offers the sample.
  else if (!(await openKept(id))) {
    rememberDataset(null);
    rememberPlace(null);
  }
}

/** Opens a kept dataset where work on it stood. On a problem what is open stays. */
export async function openKept(id: string): Promise<boolean> {
  const shard = await read('open', 'Opening what the browser keeps', async (options) =>
    (await dataClient()).openKept(id, options),
  );
  if (!shard) return false;
  const session = await sessionOf(id);
  // Its own come instead; where it has none, those that are open stay if they fit.
  if (session?.histories) forgetHistories();
  showShard(shard, id);
  if (!session) return true;
  setState({ request: session.request });
  if (await applyRows()) restoreSession(id, session);
  return true;
}

/** A session that cannot be read is none: the dataset opens with all of its rows. */
async function sessionOf(id: string): Promise<Session | null> {
  return (await database())?.session(id).catch(() => null) ?? null;
}
