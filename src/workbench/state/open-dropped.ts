import { dataClient } from './clients';
import { openCodes, openItemTexts } from './codes/codes-actions';
import { openFiles, read } from './data-actions';
import { openHistories } from './histories/histories-actions';
import { holdsSequenceModel } from './retrieval/holds-model';
import { useModel } from './retrieval/model-store';
import { scoreForge } from './retrieval/score-forge';
import { getState, lacksVectors } from './store';

/** Only shards and codes are kept in these. */
const ARRAYS = /\.(npy|npz)$/i;

/**
 * Opens what the user picked or dropped: a shard, SIDs, histories of the items in use, FORGE's output, or a
 * sequence model to decode with.
 */
export async function openDropped(files: readonly File[]): Promise<void> {
  const [file] = files;
  if (!file) return;
  const areCodes = await read('open', `Opening ${file.name}`, async (options) =>
    (await dataClient()).holdsCodes(files, options),
  );
  if (areCodes === null) return;
  if (areCodes) {
    await openCodes(files);
    return;
  }
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
  // Codes without vectors take the names of their items from a table that has no vectors either.
  else if (!lacksVectors(getState()) || !(await openItemTexts(file))) await openFiles(files);
}
