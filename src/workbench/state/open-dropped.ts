import { dataClient } from './clients';
import { openCodes, openItemTexts } from './codes/codes-actions';
import { applyRows, openFiles, read } from './data-actions';
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
  const found = await read('open', `Opening ${file.name}`, async (options) => ({
    among: await (await dataClient()).codesAmong(files, options),
  }));
  if (found === null) return;
  if (found.among) {
    const { codes, vectors } = found.among;
    await openTogether(placed(files, codes), placed(files, vectors));
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

/** Codes, on the vectors of their items where these were opened with them. */
async function openTogether(codes: readonly File[], vectors: readonly File[]): Promise<void> {
  if (vectors.length > 0 && !((await openFiles(vectors)) && (await applyRows()))) return;
  await openCodes(codes);
}

function placed(files: readonly File[], places: readonly number[]): File[] {
  return files.filter((_, place) => places.includes(place));
}
