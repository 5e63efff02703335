import { dataClient } from './clients';
import { openFiles, read } from './data-actions';
import { openHistories } from './histories/histories-actions';
import { holdsSequenceModel } from './retrieval/holds-model';
import { useModel } from './retrieval/model-store';
import { scoreForge } from './retrieval/score-forge';
import { getState } from './store';

/** Only shards are kept in these. */
const ARRAYS = /\.(npy|npz)$/i;

/**
 * Opens what the user picked or dropped: a shard, histories of the items in use, FORGE's output, or a
 * sequence model to decode with.
 */
export async function openDropped(files: readonly File[]): Promise<void> {
  const [file] = files;
  if (!file) return;
  if (files.length > 1 || ARRAYS.test(file.name) || getState().slice === null) {
    await openFiles(files);
    return;
  }
  if (await holdsSequenceModel(file)) {
    useModel.setState({ opened: file });
    return;
  }
  const isForge = await read('open', `Opening ${file.name}`, async (options) =>
    (await dataClient()).holdsForgeOutput(file, options),
  );
  if (isForge === null) return;
  if (isForge) {
    await scoreForge(file);
    return;
  }
  const isHistories = await read('open', `Opening ${file.name}`, async (options) =>
    (await dataClient()).holdsHistories(file, options),
  );
  if (isHistories === null) return;
  if (isHistories) await openHistories(file);
  else await openFiles(files);
}
