import { storedFolder, type StoredFolder } from '../storage/browser-storage';
import type { CheckpointStore } from './checkpoint-store';
import { storageProblem } from './storage-problem';

/** Of each kind. Those of other data are kept too, but not without end. */
export const MAX_KEPT = 4;

/** Runs of the quantizer, and trainings of sequence models. */
type CheckpointKind = 'checkpoints' | 'sequence-models';

/** Checkpoints in the origin private file system, each kind in a folder of its own. */
export const checkpointFolder = (kind: CheckpointKind): StoredFolder => storedFolder(kind);

export function opfsStore(kind: CheckpointKind): CheckpointStore {
  const folder = checkpointFolder(kind);
  return {
    read: (name) => guarded(() => folder.read(name)),

    write: (name, bytes) =>
      guarded(async () => {
        await folder.write(name, new Blob([bytes as Uint8Array<ArrayBuffer>]));
        await prune(folder);
      }),

    remove: (name) => guarded(() => folder.remove(name)),
  };
}

/** Removes the oldest beyond `MAX_KEPT`. */
async function prune(folder: StoredFolder): Promise<void> {
  const byAge = (await folder.list()).sort((a, b) => b.at - a.at);
  for (const { name } of byAge.slice(MAX_KEPT)) await folder.remove(name);
}

async function guarded<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw storageProblem(error);
  }
}
