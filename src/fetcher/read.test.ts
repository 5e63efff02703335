import { describe, expect, it } from 'vitest';
import { MAX_DOWNLOAD_BYTES, type RemoteFacts } from '../dataset/remote/types';
import { CANCELLED } from '../problem';
import { look } from './look';
import { download, read } from './read';
import { fakeServer } from './server.fixture';

const ADDRESS = 'https://data.example.com/items.npz';
const BYTES = Uint8Array.from({ length: 3 << 20 }, (_, i) => 128 + (i % 100));
const headers = { ETag: '"v1"', 'Last-Modified': 'Thu, 26 Nov 2026 10:00:00 GMT' };
const good = { bytes: BYTES, headers };

async function lookedAt(served: Parameters<typeof fakeServer>[0] = good) {
  const server = fakeServer(served);
  const facts = await look(server.fetchIt, ADDRESS, undefined);
  return { ...server, facts };
}

const part = (facts: RemoteFacts) => ({ facts, begin: 1000, end: 3000 });
const silently = () => undefined;

describe('a part of a file', () => {
  it('is these very bytes', async () => {
    const { fetchIt, facts, asked } = await lookedAt();
    const bytes = await read(fetchIt, part(facts), undefined);
    expect(new Uint8Array(bytes)).toEqual(BYTES.slice(1000, 3000));
    expect(asked.at(-1)).toBe('GET bytes=1000-2999');
  });

  it.each([
    ['another ETag', { ...good, headers: { ...headers, ETag: '"v2"' } }, 'REMOTE_CHANGED'],
    [
      'a later date',
      { ...good, headers: { ETag: '"v1"', 'Last-Modified': 'x' } },
      'REMOTE_CHANGED',
    ],
    ['another size', { bytes: BYTES.slice(1), headers }, 'REMOTE_CHANGED'],
    ['a file that ends before', { bytes: BYTES.slice(0, 900), headers }, 'REMOTE_CHANGED'],
    ['the whole file', { ...good, hasRanges: false }, 'REMOTE_PARTS'],
    ['a connection that breaks', { ...good, breaksAfter: 100 }, 'REMOTE_CUT'],
    [
      'other bytes',
      { ...good, headers: { ...headers, 'Content-Range': `bytes 0-1999/${3 << 20}` } },
      'REMOTE_CUT',
    ],
    ['a login', { ...good, status: 403 }, 'REMOTE_DENIED'],
    ['a fault', { ...good, status: 502 }, 'REMOTE_SERVER'],
  ])('%s: %s', async (_name, served, code) => {
    const { fetchIt, facts, state } = await lookedAt();
    state.file = served;
    await expect(read(fetchIt, part(facts), undefined)).rejects.toMatchObject({ code });
  });

  it('too few bytes are no part', async () => {
    const { fetchIt, facts, state } = await lookedAt({ ...good, hides: ['Content-Range'] });
    state.file = { bytes: BYTES.slice(0, 2000), headers, hides: ['Content-Range'] };
    const reading = read(fetchIt, part(facts), undefined);
    await expect(reading).rejects.toMatchObject({ code: 'REMOTE_CUT' });
  });
});

describe('a download', () => {
  it('is the whole file, and tells how far it is', async () => {
    const { fetchIt, facts } = await lookedAt({ ...good, hasRanges: false });
    const told: number[] = [];
    const blob = await download(fetchIt, facts, undefined, (bytes) => told.push(bytes));
    expect(Buffer.compare(new Uint8Array(await blob.arrayBuffer()), BYTES)).toBe(0);
    expect(told.at(-1)).toBe(BYTES.length);
  });

  it('may be more than was told: servers pack text for the way', async () => {
    const { fetchIt, facts } = await lookedAt({ ...good, hasRanges: false });
    const packed = { ...facts, size: 1000, version: '"v1-gzip"' };
    expect((await download(fetchIt, packed, undefined, silently)).size).toBe(BYTES.length);
  });

  it.each([
    ['a connection that breaks', { ...good, breaksAfter: 100 }, 'REMOTE_CUT'],
    ['less than was told', { bytes: BYTES.slice(0, 100), headers }, 'REMOTE_CUT'],
    ['a later date', { ...good, headers: {} }, 'REMOTE_CHANGED'],
    ['none any more', { ...good, status: 404 }, 'REMOTE_MISSING'],
  ])('%s: %s', async (_name, served, code) => {
    const { fetchIt, facts, state } = await lookedAt();
    state.file = served;
    await expect(download(fetchIt, facts, undefined, silently)).rejects.toMatchObject({ code });
  });

  it('of more than a page holds is refused before its first byte', async () => {
    const { fetchIt, facts } = await lookedAt();
    const large = { ...facts, size: MAX_DOWNLOAD_BYTES + 1 };
    const loading = download(fetchIt, large, undefined, silently);
    await expect(loading).rejects.toMatchObject({ code: 'REMOTE_LARGE' });
  });

  it('ends with a cancel', async () => {
    const { fetchIt, facts } = await lookedAt();
    const controller = new AbortController();
    const loading = download(fetchIt, facts, controller.signal, () => controller.abort());
    await expect(loading).rejects.toMatchObject({ code: CANCELLED });
  });
});
