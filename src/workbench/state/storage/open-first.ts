import { dataClient } from '../clients';
import { applyRows, read, showShard } from '../data-actions';
import { database } from '../runs/opened-database';
import { openSample } from '../sample';
import { setState } from '../store';
import { rememberDataset, recallDataset } from './last-dataset';
import { restoreRun } from './restore-run';
import type { Session } from './session';

/** What the page begins with: the kept dataset that was open last, as it was left, else the sample. */
export async function openFirst(): Promise<void> {
  const id = recallDataset();
  if (id === null) await openSample();
  // It would fail again at every reload; the problem offers the sample.
  else if (!(await openKept(id))) rememberDataset(null);
}

/** Opens a kept dataset where work on it stood. On a problem what is open stays. */
export async function openKept(id: string): Promise<boolean> {
  const shard = await read('open', 'Opening what the browser keeps', async (options) =>
    (await dataClient()).openKept(id, options),
  );
  if (!shard) return false;
  const session = await sessionOf(id);
  showShard(shard, id);
  if (!session) return true;
  setState({ request: session.request });
  if ((await applyRows()) && session.last) restoreRun(session.last);
  return true;
}

/** A session that cannot be read is none: the dataset opens with all of its rows. */
async function sessionOf(id: string): Promise<Session | null> {
  return (await database())?.session(id).catch(() => null) ?? null;
}
