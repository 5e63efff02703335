import { describe, expect, it } from 'vitest';
import { CANCELLED } from '../problem';
import { look } from './look';
import { fakeServer } from './server.fixture';

const URL_ = 'https://data.example.com/shards/items.npz?x=1';
const BYTES = Uint8Array.from({ length: 5000 }, (_, i) => 128 + (i % 100));
const text = (content: string) => new TextEncoder().encode(content);

describe('a look at an address', () => {
  it('asks for the first bytes once, and tells size, parts and version', async () => {
    const headers = { ETag: '"v1"', 'Last-Modified': 'Thu, 26 Nov 2026 10:00:00 GMT' };
    const { fetchIt, asked, inits } = fakeServer({ bytes: BYTES, headers });
    expect(await look(fetchIt, URL_, undefined)).toEqual({
      url: URL_,
      host: 'data.example.com',
      name: 'items.npz',
      size: 5000,
      hasRanges: true,
      version: '"v1" Thu, 26 Nov 2026 10:00:00 GMT',
      lastModified: Date.UTC(2026, 10, 26, 10),
    });
    expect(asked).toEqual(['GET bytes=0-1023']);
    expect(inits[0]).toMatchObject({ credentials: 'omit', referrerPolicy: 'no-referrer' });
  });

  it('asks for the size where the server hides Content-Range', async () => {
    const { fetchIt, asked } = fakeServer({ bytes: BYTES, hides: ['Content-Range'] });
    expect(await look(fetchIt, URL_, undefined)).toMatchObject({ size: 5000, hasRanges: true });
    expect(asked).toEqual(['GET bytes=0-1023', 'HEAD']);
  });

  it('without a size there are no parts', async () => {
    const { fetchIt } = fakeServer({ bytes: BYTES, hides: ['Content-Range', 'Content-Length'] });
    expect(await look(fetchIt, URL_, undefined)).toMatchObject({ size: null, hasRanges: false });
  });

  it('a server that gives no parts tells its size', async () => {
    const { fetchIt } = fakeServer({ bytes: BYTES, hasRanges: false });
    expect(await look(fetchIt, URL_, undefined)).toMatchObject({ size: 5000, hasRanges: false });
  });

  it('a server that refuses to be asked for parts is asked for the whole', async () => {
    const { fetchIt, asked } = fakeServer({ bytes: BYTES, refusesRanges: true });
    expect(await look(fetchIt, URL_, undefined)).toMatchObject({ size: 5000, hasRanges: false });
    expect(asked).toEqual(['GET bytes=0-1023', 'GET']);
  });

  it('an empty file is looked at as a whole', async () => {
    const { fetchIt } = fakeServer({ bytes: text('') });
    expect(await look(fetchIt, URL_, undefined)).toMatchObject({ size: 0, hasRanges: false });
  });

  it('a redirect is told by the host that answers', async () => {
    const { fetchIt } = fakeServer({ bytes: BYTES, from: 'https://cdn.example.net/8f3a' });
    expect(await look(fetchIt, URL_, undefined)).toMatchObject({
      url: URL_,
      host: 'cdn.example.net',
      name: 'items.npz',
    });
  });
});

describe('what cannot be opened', () => {
  const html = { 'Content-Type': 'text/html; charset=utf-8' };
  it.each([
    ['a web page', { bytes: text('<!doctype html><p>Log in'), headers: html }, 'REMOTE_HTML'],
    ['one with white space first', { bytes: text('\n\n  <html>') }, 'REMOTE_HTML'],
    ['an XML message', { bytes: text('<?xml version="1.0"?><Error/>') }, 'REMOTE_HTML'],
    ['401', { bytes: BYTES, status: 401 }, 'REMOTE_DENIED'],
    ['403', { bytes: text('<Error/>'), status: 403 }, 'REMOTE_DENIED'],
    ['404', { bytes: text('<html>'), status: 404 }, 'REMOTE_MISSING'],
    [
      'more than a page holds, in one piece',
      { bytes: BYTES, hasRanges: false, headers: { 'Content-Length': '3000000000' } },
      'REMOTE_LARGE',
    ],
    ['429', { bytes: BYTES, status: 429 }, 'REMOTE_SERVER'],
    ['503', { bytes: BYTES, status: 503 }, 'REMOTE_SERVER'],
  ])('%s', async (_name, served, code) => {
    const looking = look(fakeServer(served).fetchIt, URL_, undefined);
    await expect(looking).rejects.toMatchObject({
      code,
      hint: expect.stringMatching(/\.$/) as string,
    });
  });

  it('bytes that are no page are none, whatever their type says', async () => {
    const { fetchIt } = fakeServer({ bytes: BYTES, headers: html });
    expect(await look(fetchIt, URL_, undefined)).toMatchObject({ size: 5000 });
  });

  it('no answer or no CORS: both are said, with the header and the command', async () => {
    const fetchIt = () => Promise.reject(new TypeError('Failed to fetch'));
    await expect(look(fetchIt, URL_, undefined)).rejects.toMatchObject({
      code: 'REMOTE_UNREACHABLE',
      message: expect.stringContaining('data.example.com did not answer, or') as string,
      hint: expect.stringMatching(
        /Access-Control-Allow-Origin.*curl -LO "https:\/\/data/,
      ) as string,
    });
  });

  it('a cancel is one', async () => {
    const controller = new AbortController();
    const fetchIt = () => {
      controller.abort();
      return Promise.reject(new DOMException('', 'AbortError'));
    };
    const looking = look(fetchIt, URL_, controller.signal);
    await expect(looking).rejects.toMatchObject({ code: CANCELLED });
  });
});
