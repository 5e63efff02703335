import { expect, test, vi } from 'vitest';
import { encodeNpy } from '../dataset/formats/npy-write';
import { look } from '../fetcher/look';
import { download, read } from '../fetcher/read';
import { fakeServer } from '../fetcher/server.fixture';
import type { Fetcher } from '../dataset/remote/types';
import { CANCELLED } from '../problem';
import { createDataHandlers } from './data-handlers';
import { serve } from './rpc';

/** The data worker's calls and the script of fetch.html, with a channel between them. */
const ADDRESS = 'https://example.com/vectors.npy';
const ROWS = 5000;
const bytes = encodeNpy({
  data: Float32Array.from({ length: ROWS * 4 }, (_, i) => i),
  shape: [ROWS, 4],
}) as Uint8Array<ArrayBuffer>;
const headers = { ETag: '"v1"' };

async function connected() {
  const server = fakeServer({ bytes, headers });
  const fetcher: Fetcher = {
    look: (url, options) => look(server.fetchIt, url, options?.signal),
    read: (range, options) => read(server.fetchIt, range, options?.signal),
    download: (facts, options) => download(server.fetchIt, facts, options?.signal, () => undefined),
  };
  const { port1, port2 } = new MessageChannel();
  serve(port2, fetcher);
  port2.start();
  const data = createDataHandlers();
  await data.takeFetcher(port1);
  return { server, data, end: () => port1.close() };
}

const request = {
  mapping: { id: null, vector: 'vectors', title: null, category: null },
  where: '',
  sample: null,
  seed: 0,
  dropNonFinite: false,
};

test('an address is looked at, opened, and its rows are read', async () => {
  const { data, end } = await connected();
  const facts = await data.lookAt(` ${ADDRESS} `);
  expect(facts).toMatchObject({ name: 'vectors.npy', size: bytes.length, hasRanges: true });
  expect(await data.openRemote(facts)).toMatchObject({ name: 'vectors.npy', rows: ROWS });
  const slice = await data.slice(request);
  expect(slice.rows).toBe(ROWS);
  expect(slice.vectors.at(-1)).toBe(ROWS * 4 - 1);
  end();
});

test('a file that changes is told by its next read, and what fails to open leaves the one before', async () => {
  const { server, data, end } = await connected();
  await data.open(new File([bytes], 'vectors.npy'));
  const facts = await data.lookAt(ADDRESS);
  server.state.file = { bytes, headers: { ETag: '"v2"' } };
  await expect(data.openRemote(facts)).rejects.toMatchObject({ code: 'REMOTE_CHANGED' });
  expect((await data.slice(request)).rows).toBe(ROWS);
  await expect(data.lookAt('vectors.npy')).rejects.toMatchObject({ code: 'REMOTE_ADDRESS' });
  end();
});

test('what is downloaded whole, or has no vectors, comes back as a file: it may be one of SIDs or histories', async () => {
  const { server, data, end } = await connected();
  const ids = encodeNpy({ data: Int32Array.of(1, 2), shape: [2] }) as Uint8Array<ArrayBuffer>;
  const codes = encodeNpy({
    data: Int32Array.of(1, 2, 3, 4, 5, 6),
    shape: [2, 3],
  }) as Uint8Array<ArrayBuffer>;
  const text = new TextEncoder().encode('{"a": 1}\n');
  for (const [content, hasRanges] of [
    [text, true],
    [bytes, false],
    [ids, true],
    [codes, true],
  ] as const) {
    server.state.file = { bytes: content, headers, hasRanges };
    const opened = await data.openRemote(await data.lookAt(ADDRESS));
    if (!(opened instanceof File)) throw new Error('it was opened');
    expect(opened.name).toBe('vectors.npy');
    expect(Buffer.compare(await opened.bytes(), content)).toBe(0);
  }
  end();
});

test('a cancel ends an open at once, and the request, though the server is silent', async () => {
  const { server, data, end } = await connected();
  const facts = await data.lookAt(ADDRESS);
  server.state.file = { bytes, headers, isSilent: true };
  const controller = new AbortController();
  const opening = data.openRemote(facts, { signal: controller.signal });
  await vi.waitFor(() => expect(server.inits).toHaveLength(2));
  controller.abort();
  await expect(opening).rejects.toMatchObject({ code: CANCELLED });
  await vi.waitFor(() => expect(server.inits[1]?.signal?.aborted).toBe(true));
  end();
});
