import { checkpointFolder } from '../checkpoints/opfs-store';
import { storageRoom } from './browser-storage';
import { datasetProblem } from './dataset-problem';
import { keptDatasets, removeDataset } from './kept-datasets';
import type { KeptThing, StorageReport } from './types';

/** Throws `DATASET_STORAGE` where the browser stores nothing. */
export async function storageReport(): Promise<StorageReport> {
  try {
    const [room, datasets, files] = await Promise.all([
      storageRoom(),
      keptDatasets(),
      checkpointFolder().list(),
    ]);
    const checkpoints = files
      .map((file) => ({ ...file, fingerprint: file.name.replace(/\..*$/, '') }))
      .sort((a, b) => b.at - a.at);
    return { room, datasets, checkpoints };
  } catch (error) {
    throw datasetProblem(error);
  }
}

export async function forgetKept(thing: KeptThing): Promise<void> {
  if (thing.kind === 'dataset') return removeDataset(thing.id);
  try {
    await checkpointFolder().remove(thing.name);
  } catch (error) {
    throw datasetProblem(error);
  }
}
