import { afterEach, expect, test, vi } from 'vitest';
import { RangedFile } from '../../dataset/ranged-file';
import { Problem } from '../../problem';
import { keepBeside, readBeside } from './kept-beside';
import { datasetId, keepDataset, keptDatasets, readDataset, removeDataset } from './kept-datasets';

const file = (name: string, text: string) => new File([text], name, { lastModified: 1 });
const vectors = file('vectors.npy', 'vectors');
const ids = file('vectors.ids.npy', 'ids');

const parts = async () => {
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle('datasets', { create: true });
  const found: string[] = [];
  for await (const name of folder.keys()) found.push(name);
  return found.sort();
};

afterEach(async () => {
  vi.restoreAllMocks();
  const root = await navigator.storage.getDirectory();
  await root.getDirectoryHandle('datasets', { create: true });
  await root.removeEntry('datasets', { recursive: true });
});

test('a dataset of several files comes back under their names, and goes whole', async () => {
  const copied: number[] = [];
  const kept = await keepDataset('vectors.npy', [vectors, ids], {
    onBytes: (bytes) => copied.push(bytes),
  });
  expect(kept).toMatchObject({ name: 'vectors.npy', files: 2, bytes: 10 });
  expect(copied).toEqual([7, 10]);
  expect(await keptDatasets()).toEqual([kept]);
  const files = await readDataset(kept.id);
  expect(files.map(({ name }) => name)).toEqual(['vectors.npy', 'vectors.ids.npy']);
  expect(await Promise.all(files.map((one) => one.text()))).toEqual(['vectors', 'ids']);
  await removeDataset(kept.id);
  expect(await parts()).toEqual([]);
});

test('a file of another server is copied as one of here, and a copy that breaks off leaves nothing', async () => {
  const bytes = new Uint8Array(5 << 20).fill(7);
  const read = async (begin: number, end: number) => bytes.slice(begin, end).buffer;
  const far = new RangedFile({ name: 'far.npy', size: bytes.length, read });
  const { id } = await keepDataset('far.npy', [far]);
  const [copy] = await readDataset(id);
  const copied = new Uint8Array(await copy!.arrayBuffer());
  expect([copied.length, copied.every((byte) => byte === 7)]).toEqual([bytes.length, true]);
  await removeDataset(id);

  const cut = new Problem('REMOTE_CUT', 'It broke off.', 'Try again.');
  const broken = new RangedFile({ name: 'b', size: 9, read: () => Promise.reject(cut) });
  await expect(keepDataset('b', [broken])).rejects.toMatchObject({ code: 'REMOTE_CUT' });
  expect(await parts()).toEqual([]);
});

test('the same files are one dataset; other ones are another', async () => {
  const first = await keepDataset('vectors.npy', [vectors]);
  const again = await keepDataset('vectors.npy', [vectors]);
  expect(again.id).toBe(first.id);
  await keepDataset('other.npy', [file('other.npy', 'vectors')]);
  expect((await keptDatasets()).map(({ name }) => name).sort()).toEqual([
    'other.npy',
    'vectors.npy',
  ]);
});

test('one that is gone, or has lost a part, is said to be gone', async () => {
  await expect(readDataset('nothing')).rejects.toMatchObject({ code: 'DATASET_GONE' });
  const { id } = await keepDataset('vectors.npy', [vectors, ids]);
  const root = await navigator.storage.getDirectory();
  await (await root.getDirectoryHandle('datasets')).removeEntry(`${id}.1`);
  await expect(readDataset(id)).rejects.toMatchObject({ code: 'DATASET_GONE' });
});

test('more than the browser has room for is refused with both numbers, and nothing is written', async () => {
  vi.spyOn(navigator.storage, 'estimate').mockResolvedValue({ usage: 10, quota: 12 });
  await expect(keepDataset('vectors.npy', [vectors])).rejects.toMatchObject({
    code: 'DATASET_QUOTA',
    message: expect.stringContaining('left for this page') as string,
  });
  expect(await parts()).toEqual([]);
});

test('a copy that fails or is cancelled leaves nothing', async () => {
  const full = new DOMException('full', 'QuotaExceededError');
  const spy = vi
    .spyOn(FileSystemFileHandle.prototype, 'createWritable')
    .mockRejectedValueOnce(full);
  await expect(keepDataset('vectors.npy', [vectors])).rejects.toMatchObject({
    code: 'DATASET_QUOTA',
  });
  spy.mockRestore();
  const cancel = new AbortController();
  const keeping = keepDataset('vectors.npy', [vectors, ids], {
    signal: cancel.signal,
    onBytes: () => {
      cancel.abort();
    },
  });
  await expect(keeping).rejects.toMatchObject({ code: 'CANCELLED' });
  expect(await parts()).toEqual([]);
  expect(await keptDatasets()).toEqual([]);
});

test('ids tell files apart by name, size and date', () => {
  const id = datasetId([vectors]);
  expect(id).toMatch(/^[0-9a-f]{16}$/);
  expect(datasetId([file('vectors.npy', 'vectors')])).toBe(id);
  for (const other of [
    file('vectors2.npy', 'vectors'),
    file('vectors.npy', 'vectors!'),
    new File(['vectors'], 'vectors.npy', { lastModified: 2 }),
  ]) {
    expect(datasetId([other])).not.toBe(id);
  }
});

test('histories and pairs are kept beside a dataset, and go with it', async () => {
  const { id } = await keepDataset('vectors.npy', [vectors]);
  expect(await readBeside(id, 'histories')).toBeNull();
  const users = file('users.jsonl', 'users');
  await Promise.all([
    keepBeside({ id, kind: 'histories', file: users }),
    keepBeside({ id, kind: 'pairs', file: file('pairs.npz', 'pairs') }),
  ]);
  const read = await readBeside(id, 'histories');
  expect(read).toMatchObject({ name: 'users.jsonl', size: 5, lastModified: 1 });
  expect(await keptDatasets()).toMatchObject([{ files: 3, bytes: 17 }]);

  // What was read is its own copy, which cannot be written onto itself.
  const write = vi.spyOn(FileSystemFileHandle.prototype, 'createWritable');
  await keepBeside({ id, kind: 'histories', file: read! });
  expect(write).not.toHaveBeenCalled();
  await keepBeside({ id, kind: 'histories', file: file('other.csv', 'others') });
  expect(await (await readBeside(id, 'histories'))?.text()).toBe('others');
  // The same items kept again keep what is beside them.
  await keepDataset('vectors.npy', [vectors]);
  expect(await (await readBeside(id, 'pairs'))?.text()).toBe('pairs');
  await removeDataset(id);
  expect(await parts()).toEqual([]);
});

test('beside a dataset that is gone nothing is kept, and without room the one before stays', async () => {
  await keepBeside({ id: 'gone', kind: 'pairs', file: vectors });
  expect(await parts()).toEqual([]);
  const { id } = await keepDataset('vectors.npy', [vectors]);
  await keepBeside({ id, kind: 'pairs', file: ids });
  vi.spyOn(navigator.storage, 'estimate').mockResolvedValue({ usage: 10, quota: 10 });
  const other = keepBeside({ id, kind: 'pairs', file: file('other.npz', 'other') });
  await expect(other).rejects.toMatchObject({ code: 'DATASET_QUOTA' });
  expect(await readBeside(id, 'pairs')).toMatchObject({ name: ids.name });
});
