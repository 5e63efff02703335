/** The only file that touches navigator.storage: checkpoints in the origin private file system. */
import type { CheckpointStore } from './checkpoint-store';
import { storageProblem } from './storage-problem';

const FOLDER = 'checkpoints';
/** Those of other shards are kept too, but not without end. */
const MAX_KEPT = 4;

export function opfsStore(): CheckpointStore {
  return {
    read: (name) =>
      guarded(async () => {
        const folder = await openFolder();
        if (!(await names(folder)).includes(name)) return null;
        return (await folder.getFileHandle(name)).getFile();
      }),

    write: (name, bytes) =>
      guarded(async () => {
        const folder = await openFolder();
        const file = await folder.getFileHandle(name, { create: true });
        // Written aside by the browser; close() puts it in the place of the old one in one step.
        const writable = await file.createWritable();
        try {
          await writable.write(bytes as Uint8Array<ArrayBuffer>);
        } catch (error) {
          await writable.abort();
          throw error;
        }
        await writable.close();
        await prune(folder);
      }),

    remove: (name) =>
      guarded(async () => {
        const folder = await openFolder();
        if ((await names(folder)).includes(name)) await folder.removeEntry(name);
      }),
  };
}

async function openFolder(): Promise<FileSystemDirectoryHandle> {
  const root = await navigator.storage.getDirectory();
  return root.getDirectoryHandle(FOLDER, { create: true });
}

async function names(folder: FileSystemDirectoryHandle): Promise<string[]> {
  const found: string[] = [];
  for await (const name of folder.keys()) found.push(name);
  return found;
}

/** Removes the oldest beyond `MAX_KEPT`. */
async function prune(folder: FileSystemDirectoryHandle): Promise<void> {
  const files = await Promise.all(
    (await names(folder)).map(async (name) => {
      const { lastModified } = await (await folder.getFileHandle(name)).getFile();
      return { name, lastModified };
    }),
  );
  const byAge = files.sort((a, b) => b.lastModified - a.lastModified);
  for (const { name } of byAge.slice(MAX_KEPT)) await folder.removeEntry(name);
}

async function guarded<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw storageProblem(error);
  }
}
