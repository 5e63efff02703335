import { MAX_KEPT, checkpointFolder } from '../checkpoints/opfs-store';
import { storageRoom } from './browser-storage';
import { datasetProblem } from './dataset-problem';
import { keptDatasets, removeDataset } from './kept-datasets';
import type { KeptThing, StorageReport } from './types';

/** Throws `DATASET_STORAGE` where the browser stores nothing. */
export async function storageReport(): Promise<StorageReport> {
  try {
    const [room, datasets, files, models] = await Promise.all([
      storageRoom(),
      keptDatasets(),
      checkpointFolder('checkpoints').list(),
      checkpointFolder('sequence-models').list(),
    ]);
    const checkpoints = files
      .map((file) => ({ ...file, fingerprint: file.name.replace(/\..*$/, '') }))
      .sort((a, b) => b.at - a.at);
    models.sort((a, b) => b.at - a.at);
    return { room, datasets, checkpoints, models, mostKept: MAX_KEPT };
  } catch (error) {
    throw datasetProblem(error);
  }
}

export async function forgetKept(thing: KeptThing): Promise<void> {
  if (thing.kind === 'dataset') return removeDataset(thing.id);
  try {
    const kind = thing.kind === 'model' ? 'sequence-models' : 'checkpoints';
    await checkpointFolder(kind).remove(thing.name);
  } catch (error) {
    throw datasetProblem(error);
  }
}
