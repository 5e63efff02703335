/** The only file that touches navigator.storage: files in the origin private file system, and its room. */

/** A file as the browser keeps it. */
export interface StoredFile {
  readonly name: string;
  readonly bytes: number;
  /** Milliseconds since 1970, of its last write. */
  readonly at: number;
}

interface WriteOptions {
  readonly signal?: AbortSignal | undefined;
  /** Bytes written so far. */
  readonly onBytes?: ((bytes: number) => void) | undefined;
}

/** A folder of files. Every call throws what the browser throws, `QuotaExceededError` among it. */
export interface StoredFolder {
  list(): Promise<StoredFile[]>;
  /** null where there is none. Its bytes stay where they are until they are read. */
  read(name: string): Promise<File | null>;
  /** Replaces the file of before whole or not at all. */
  write(name: string, content: Blob, options?: WriteOptions): Promise<void>;
  /** Removing what is not there is no matter. */
  remove(name: string): Promise<void>;
}

export function storedFolder(folderName: string): StoredFolder {
  const open = async () => {
    const root = await navigator.storage.getDirectory();
    return root.getDirectoryHandle(folderName, { create: true });
  };
  return {
    async list() {
      const folder = await open();
      const found: Promise<StoredFile>[] = [];
      for (const name of await names(folder)) {
        found.push(
          (await folder.getFileHandle(name))
            .getFile()
            .then(({ size, lastModified }) => ({ name, bytes: size, at: lastModified })),
        );
      }
      return Promise.all(found);
    },

    async read(name) {
      const folder = await open();
      if (!(await names(folder)).includes(name)) return null;
      return (await folder.getFileHandle(name)).getFile();
    },

    async write(name, content, { signal, onBytes } = {}) {
      const folder = await open();
      const file = await folder.getFileHandle(name, { create: true });
      // Written aside by the browser; close() puts it in the place of the old one in one step.
      const writable = await file.createWritable();
      let bytes = 0;
      const counting = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
        transform(part, controller) {
          bytes += part.byteLength;
          onBytes?.(bytes);
          controller.enqueue(part);
        },
      });
      // Closes the file in the end; on a failure or a cancel what was written aside is thrown away.
      await content
        .stream()
        .pipeThrough(counting)
        .pipeTo(writable, signal ? { signal } : {});
    },

    async remove(name) {
      const folder = await open();
      if ((await names(folder)).includes(name)) await folder.removeEntry(name);
    },
  };
}

async function names(folder: FileSystemDirectoryHandle): Promise<string[]> {
  const found: string[] = [];
  for await (const name of folder.keys()) found.push(name);
  return found;
}

/** What this page takes of the browser's storage, and what it may take. */
export interface StorageRoom {
  readonly usage: number;
  readonly quota: number;
  /** false: the browser may clear it all when disk space runs short. */
  readonly isPersistent: boolean;
}

export async function storageRoom(): Promise<StorageRoom> {
  const { usage = 0, quota = 0 } = await navigator.storage.estimate();
  return { usage, quota, isPersistent: await navigator.storage.persisted() };
}

/** Asks the browser never to clear this page's storage by itself; on the page only, not in workers. */
export function requestPersistence(): Promise<boolean> {
  return navigator.storage.persist();
}
