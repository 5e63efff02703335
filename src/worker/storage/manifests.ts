import { storageRoom, storedFolder } from './browser-storage';
import { noRoom } from './dataset-problem';
import type { BesideKind } from './types';

/** Where kept datasets lie: parts named `<id>.<index or kind>`, and a manifest for each dataset. */
export const folder = storedFolder('datasets');
/** Written last: parts without one are of a copy that goes on, or was broken off. */
const MANIFEST = '.json';

interface Part {
  readonly name: string;
  readonly bytes: number;
}

export interface Manifest {
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly files: readonly Part[];
  /** What was opened beside the items; the first versions of the page kept none. */
  readonly beside?: Readonly<Partial<Record<BesideKind, Part & { readonly modified: number }>>>;
}

/** By the dataset's id. */
export async function manifests(): Promise<Map<string, Manifest>> {
  const found = new Map<string, Manifest>();
  for (const { name } of await folder.list()) {
    if (!name.endsWith(MANIFEST)) continue;
    const text = await (await folder.read(name))?.text();
    // A first write that never came to its end leaves an empty file.
    if (text) found.set(name.slice(0, -MANIFEST.length), JSON.parse(text) as Manifest);
  }
  return found;
}

export function writeManifest(id: string, manifest: Manifest): Promise<void> {
  return folder.write(id + MANIFEST, new Blob([JSON.stringify(manifest)]));
}

export function dropManifest(id: string): Promise<void> {
  return folder.remove(id + MANIFEST);
}

/** Throws `DATASET_QUOTA` where the browser has no room for so many bytes. */
export async function needRoom(bytes: number): Promise<void> {
  const { usage, quota } = await storageRoom();
  if (bytes > quota - usage) throw noRoom(bytes, quota - usage);
}
