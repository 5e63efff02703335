import { fingerprintOf } from '../../dataset/fingerprint';
import { Problem } from '../../problem';
import { storageRoom, storedFolder } from './browser-storage';
import { datasetProblem, noRoom } from './dataset-problem';
import type { KeptDataset } from './types';

const folder = storedFolder('datasets');
/** Written last: parts without one are of a copy that goes on, or was broken off. */
const MANIFEST = '.json';
/** No copy takes so long: parts of this age without a manifest are waste. */
const BROKEN_OFF_MS = 24 * 60 * 60 * 1000;

interface Manifest {
  readonly name: string;
  readonly at: number;
  readonly files: readonly { readonly name: string; readonly bytes: number }[];
}

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
    const { usage, quota } = await storageRoom();
    if (bytes > quota - usage) throw noRoom(bytes, quota - usage);
    let done = 0;
    for (const [index, file] of files.entries()) {
      const before = done;
      await folder.write(partName(id, index), file, {
        signal,
        onBytes: (written) => onBytes?.(before + written),
      });
      done += file.size;
    }
    const manifest: Manifest = {
      name,
      at: Date.now(),
      files: files.map((file) => ({ name: file.name, bytes: file.size })),
    };
    await folder.write(id + MANIFEST, new Blob([JSON.stringify(manifest)]));
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
    await folder.remove(id + MANIFEST);
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

async function manifests(): Promise<Map<string, Manifest>> {
  const found = new Map<string, Manifest>();
  for (const { name } of await folder.list()) {
    if (!name.endsWith(MANIFEST)) continue;
    const text = await (await folder.read(name))?.text();
    // A first write that never came to its end leaves an empty file.
    if (text) found.set(name.slice(0, -MANIFEST.length), JSON.parse(text) as Manifest);
  }
  return found;
}

function keptOf(id: string, { name, at, files }: Manifest): KeptDataset {
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  return { id, name, at, bytes, files: files.length };
}
