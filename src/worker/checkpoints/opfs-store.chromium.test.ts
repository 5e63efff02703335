import { afterEach, expect, test } from 'vitest';
import { opfsStore } from './opfs-store';

const store = opfsStore('checkpoints');
const text = (letters: string) => new TextEncoder().encode(letters);
const read = async (name: string) => (await store.read(name))?.text() ?? null;

afterEach(async () => {
  const root = await navigator.storage.getDirectory();
  await root.removeEntry('checkpoints', { recursive: true });
});

test('keeps what was written last, whole; removing twice is no matter', async () => {
  expect(await read('a')).toBeNull();
  await store.write('a', text('the first, which is longer'));
  await store.write('a', text('second'));
  expect(await read('a')).toBe('second');
  await store.remove('a');
  await store.remove('a');
  expect(await read('a')).toBeNull();
});

test('a write that never ends leaves the one before', async () => {
  await store.write('a', text('whole'));
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle('checkpoints');
  // As a tab that is closed in the middle of a write.
  const torn = await (await folder.getFileHandle('a')).createWritable();
  await torn.write(text('to'));
  expect(await read('a')).toBe('whole');
  await torn.abort();
  expect(await read('a')).toBe('whole');
});

test('what is stored of another kind is another file', async () => {
  await store.write('a', text('a'));
  expect(await opfsStore('sequence-models').read('a')).toBeNull();
});

test('shards are kept apart, and the oldest go first', async () => {
  for (const name of ['a', 'b', 'c', 'd', 'e']) {
    await store.write(name, text(name));
    // Files are told apart by the millisecond.
    await new Promise((done) => setTimeout(done, 20));
  }
  expect(await Promise.all(['a', 'b', 'c', 'd', 'e'].map(read))).toEqual([
    null,
    'b',
    'c',
    'd',
    'e',
  ]);
});
