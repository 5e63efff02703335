import { datasetProblem } from './dataset-problem';
import { folder, manifests, needRoom, writeManifest } from './manifests';
import type { BesideKind, BesideRequest } from './types';

/** Histories and pairs may come at once, and both change the manifest: one after the other. */
let turn: Promise<void> = Promise.resolve();

/**
 * Copies a file that was opened beside a kept dataset's items, in place of the one of its kind before; the
 * very same one is not copied again. Nothing happens where the dataset is not kept any more. Throws
 * `DATASET_QUOTA`, `DATASET_STORAGE`; then the one before stays.
 */
export function keepBeside({ id, kind, file }: BesideRequest): Promise<void> {
  const kept = turn.then(() => copy(id, kind, file));
  turn = kept.catch(() => undefined);
  return kept;
}

async function copy(id: string, kind: BesideKind, file: File): Promise<void> {
  try {
    const { name, size: bytes, lastModified: modified } = file;
    const before = (await manifests()).get(id)?.beside?.[kind];
    if (before?.name === name && before.bytes === bytes && before.modified === modified) return;
    await needRoom(bytes);
    await folder.write(partName(id, kind), file);
    const manifest = (await manifests()).get(id);
    if (!manifest) await folder.remove(partName(id, kind));
    else {
      const beside = { ...manifest.beside, [kind]: { name, bytes, modified } };
      await writeManifest(id, { ...manifest, beside });
    }
  } catch (error) {
    throw datasetProblem(error);
  }
}

/** The file as it was opened; null where none is kept. Throws `DATASET_STORAGE`. */
export async function readBeside(id: string, kind: BesideKind): Promise<File | null> {
  try {
    const part = (await manifests()).get(id)?.beside?.[kind];
    const content = part ? await folder.read(partName(id, kind)) : null;
    if (!part || content?.size !== part.bytes) return null;
    return new File([content], part.name, { lastModified: part.modified });
  } catch (error) {
    throw datasetProblem(error);
  }
}

const partName = (id: string, kind: BesideKind) => `${id}.${kind}`;
