import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serveFolder } from './server.mjs';

let parent;
let served;

beforeAll(async () => {
  parent = mkdtempSync(join(tmpdir(), 'sid-server-'));
  const root = join(parent, 'dist');
  mkdirSync(join(root, 'assets'), { recursive: true });
  writeFileSync(join(parent, 'secret.txt'), 'secret');
  mkdirSync(join(parent, 'dist-other'));
  writeFileSync(join(parent, 'dist-other', 'secret.txt'), 'secret');
  writeFileSync(join(root, 'index.html'), '<p>page</p>');
  writeFileSync(join(root, 'assets', 'engine.wasm'), 'wasm');
  served = await serveFolder({ root, port: 0, base: '/some/path/' });
});

afterAll(async () => {
  await served.close();
  rmSync(parent, { recursive: true });
});

/** The status of a raw path, which fetch would have tidied up before sending it. */
function statusOf(path) {
  return new Promise((done, fail) => {
    const options = { host: '127.0.0.1', port: served.port, path };
    request(options, (response) => {
      response.resume();
      done(response.statusCode);
    })
      .on('error', fail)
      .end();
  });
}

describe('serveFolder', () => {
  test('serves the page of a folder with isolation and a policy', async () => {
    const response = await fetch(served.url);
    expect(await response.text()).toBe('<p>page</p>');
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(response.headers.get('cross-origin-embedder-policy')).toBe('require-corp');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(response.headers.get('cache-control')).toBe('no-cache');
  });

  test('gives WebAssembly its type, and keeps what is named by content', async () => {
    const response = await fetch(`${served.url}assets/engine.wasm`);
    expect(response.headers.get('content-type')).toBe('application/wasm');
    expect(response.headers.get('cache-control')).toContain('immutable');
  });

  test('does not send again what the browser has', async () => {
    const etag = (await fetch(served.url)).headers.get('etag');
    const again = await fetch(served.url, { headers: { 'If-None-Match': etag } });
    expect(again.status).toBe(304);
  });

  test.each([
    '/some/path/../../../secret.txt',
    '/some/path/%2e%2e/secret.txt',
    '/some/path/..%2fsecret.txt',
    '/some/path/..%2fdist-other/secret.txt',
    '/some/path/%00',
    '/some/path/%E0%A4%A',
    '/some/path/absent.js',
    '/some/path/assets',
    '/index.html',
  ])('gives nothing for %s', async (path) => {
    expect(await statusOf(path)).toBe(404);
  });

  test('takes the next port where one is taken, unless told not to', async () => {
    const root = join(parent, 'dist');
    const next = await serveFolder({ root, port: served.port });
    expect(next.port).toBeGreaterThan(served.port);
    await next.close();
    const strict = serveFolder({ root, port: served.port, strictPort: true });
    await expect(strict).rejects.toThrow('EADDRINUSE');
  });

  test('refuses to be written to', async () => {
    expect((await fetch(served.url, { method: 'POST' })).status).toBe(405);
  });
});
