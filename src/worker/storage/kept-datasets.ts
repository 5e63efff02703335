import { fingerprintOf } from '../../dataset/fingerprint';
import { Problem } from '../../problem';
import { datasetProblem } from './dataset-problem';
import {
  dropManifest,
  folder,
  manifests,
  needRoom,
  writeManifest,
  type Manifest,
} from './manifests';
import type { KeptDataset } from './types';

/** No copy takes so long: parts of this age without a manifest are waste. */
const BROKEN_OFF_MS = 24 * 60 * 60 * 1000;

interface KeepOptions {
  readonly signal?: AbortSignal | undefined;
  /** Bytes copied so far. */
  readonly onBytes?: ((bytes: number) => void) | undefined;
}

/** Equal for the same files, opened again. */
export function datasetId(files: readonly File[]): string {
  const text = files.map(({ name, size, lastModified }) => `${name} ${size} ${lastModified}`);
  return fingerprintOf(
    Uint32Array.from(text.join('\n'), (letter) => letter.charCodeAt(0)),
    1,
  );
}

const partName = (id: string, index: number) => `${id}.${index}`;

/** Copies the files. Throws `DATASET_QUOTA`, `DATASET_STORAGE`, `CANCELLED`; then nothing of them stays. */
export async function keepDataset(
  name: string,
  files: readonly File[],
  { signal, onBytes }: KeepOptions = {},
): Promise<KeptDataset> {
  const id = datasetId(files);
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  try {
    await sweep(Date.now() - BROKEN_OFF_MS);
    await needRoom(bytes);
    let done = 0;
    for (const [index, file] of files.entries()) {
      const before = done;
      await folder.write(partName(id, index), file, {
        signal,
        onBytes: (written) => onBytes?.(before + written),
      });
      done += file.size;
    }
    const beside = (await manifests()).get(id)?.beside ?? {};
    const parts = files.map((file) => ({ name: file.name, bytes: file.size }));
    const manifest: Manifest = { name, at: Date.now(), files: parts, beside };
    await writeManifest(id, manifest);
    return keptOf(id, manifest);
  } catch (error) {
    await removeParts(id).catch(() => undefined);
    throw datasetProblem(error, signal);
  }
}

/** Newest first. Throws `DATASET_STORAGE`. */
export async function keptDatasets(): Promise<KeptDataset[]> {
  try {
    const kept = await manifests();
    return Array.from(kept, ([id, manifest]) => keptOf(id, manifest)).sort((a, b) => b.at - a.at);
  } catch (error) {
    throw datasetProblem(error);
  }
}

/** The files as they were opened. Throws `DATASET_GONE` and `DATASET_STORAGE`. */
export async function readDataset(id: string): Promise<File[]> {
  try {
    const manifest = (await manifests()).get(id);
    const files: File[] = [];
    for (const [index, { name, bytes }] of (manifest?.files ?? []).entries()) {
      const part = await folder.read(partName(id, index));
      if (part?.size === bytes) files.push(new File([part], name));
    }
    if (manifest && files.length === manifest.files.length) return files;
  } catch (error) {
    throw datasetProblem(error);
  }
  throw new Problem(
    'DATASET_GONE',
    'The kept dataset is not there any more: it was deleted, or the browser has cleared it.',
    'Open the file again.',
  );
}

export async function removeDataset(id: string): Promise<void> {
  try {
    await dropManifest(id);
    await removeParts(id);
  } catch (error) {
    throw datasetProblem(error);
  }
}

/** Removes the parts of a dataset, unless it is kept. */
async function removeParts(id: string): Promise<void> {
  if ((await manifests()).has(id)) return;
  for (const { name } of await folder.list()) {
    if (name.startsWith(`${id}.`)) await folder.remove(name);
  }
}

/** Removes parts that were last written before then and belong to no dataset. */
async function sweep(before: number): Promise<void> {
  const kept = await manifests();
  for (const { name, at } of await folder.list()) {
    const [id = ''] = name.split('.');
    if (at < before && !kept.has(id)) await folder.remove(name);
  }
}

function keptOf(id: string, { name, at, files, beside = {} }: Manifest): KeptDataset {
  const parts = [...files, ...Object.values(beside)];
  const bytes = parts.reduce((sum, part) => sum + part.bytes, 0);
  return { id, name, at, bytes, files: parts.length };
}
