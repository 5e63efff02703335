import { expect, test } from 'vitest';
import { encodeNpz } from '../formats/npz-write';
import { openShard } from '../open-shard';
import { remoteFile } from './remote-file';
import type { Fetcher, RemoteFacts } from './types';

/** A server that notes the bytes it gives. */
function served(name: string, bytes: Uint8Array, hasRanges = true) {
  const given = { parts: 0, wholes: 0, bytes: 0 };
  const facts: RemoteFacts = {
    url: `https://example.com/${name}`,
    host: 'example.com',
    name,
    size: bytes.length,
    hasRanges,
    version: '"v1" ',
    lastModified: 1_790_000_000_000,
  };
  const fetcher: Fetcher = {
    look: async () => facts,
    read: async ({ begin, end }) => {
      given.parts += 1;
      given.bytes += end - begin;
      return bytes.slice(begin, end).buffer;
    },
    download: async () => {
      given.wholes += 1;
      return new Blob([bytes as Uint8Array<ArrayBuffer>]);
    },
  };
  return { given, facts, fetcher };
}

const ROWS = 100_000;
const DIM = 32;
const shard = encodeNpz({
  ids: { data: Int32Array.from({ length: ROWS }, (_, row) => row), shape: [ROWS] },
  embeds: {
    data: Float32Array.from({ length: ROWS * DIM }, (_, i) => i % 1000),
    shape: [ROWS, DIM],
  },
});

test('of a stored npz only headers and the wanted rows are read', async () => {
  const { given, facts, fetcher } = served('items.npz', shard);
  const { file, reads } = await remoteFile(facts, fetcher);
  expect(reads).not.toBeNull();
  const { source } = await openShard([file]);
  const found: number[] = [];
  for await (const { firstRow, batch } of source.batches(['embeds'], Uint32Array.of(70_001))) {
    const vector = batch.getChild('embeds')?.get(0) as Iterable<number>;
    found.push(firstRow, ...vector);
  }
  const expected = Array.from({ length: DIM }, (_, i) => (70_001 * DIM + i) % 1000);
  expect(found).toEqual([70_001, ...expected]);
  expect(given.wholes).toBe(0);
  expect(given.parts).toBeLessThanOrEqual(5);
  expect(given.bytes).toBeLessThan(shard.length / 8);
});

test('a table of text is downloaded, as every byte of it is needed', async () => {
  const text = new TextEncoder().encode('{"id":1,"emb":[1,2]}\n{"id":2,"emb":[3,4]}\n');
  const { given, facts, fetcher } = served('items.jsonl', text);
  const phases: string[] = [];
  const { file, reads } = await remoteFile(facts, fetcher, {
    onProgress: ({ phase }) => phases.push(phase),
  });
  expect(reads).toBeNull();
  expect(file).toBeInstanceOf(File);
  expect((await openShard([file])).shard.rows).toBe(2);
  expect(given.wholes).toBe(1);
  expect(phases).toContain('Downloading (MiB)');
});

test('so is all that is given in no parts, under its name and date', async () => {
  const { given, facts, fetcher } = served('items.npz', shard, false);
  const { file } = await remoteFile(facts, fetcher);
  expect([file.name, file.size, file.lastModified]).toEqual([
    'items.npz',
    shard.length,
    facts.lastModified,
  ]);
  expect(given).toMatchObject({ parts: 0, wholes: 1 });
});

test('what is no dataset is told before it is downloaded', async () => {
  const { given, facts, fetcher } = served('notes.txt', new TextEncoder().encode('only words'));
  await expect(remoteFile(facts, fetcher)).rejects.toMatchObject({ code: 'FILE_TYPE' });
  expect(given.wholes).toBe(0);
});
