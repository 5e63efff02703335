import { dataClient } from './clients';
import { openFiles } from './data-actions';
import { openHistories } from './histories/histories-actions';
import { getState } from './store';

/** Opens what the user picked or dropped: a shard, or histories of the items in use. */
export async function openDropped(files: readonly File[]): Promise<void> {
  const [file] = files;
  if (!file) return;
  const isOne = files.length === 1 && getState().slice !== null;
  if (isOne && (await (await dataClient()).holdsHistories(file))) await openHistories(file);
  else await openFiles(files);
}
