import { createReadStream, existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { headersOf } from './headers.mjs';

const MIME = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
};

const PORTS_TRIED = 20;

/** The file of `root` that a request's path names, or null where there is none to give. */
export async function fileOf(root, pathname) {
  let decoded;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return null;
  }
  if (decoded.includes('\0')) return null;
  const path = resolve(root, `.${normalize(`/${decoded}`)}`);
  if (path !== root && !path.startsWith(root + sep)) return null;
  const found = await stat(path).catch(() => null);
  if (found?.isFile()) return { path, size: found.size, mtimeMs: found.mtimeMs };
  const index = found?.isDirectory() && decoded.endsWith('/') ? join(path, 'index.html') : null;
  const page = index ? await stat(index).catch(() => null) : null;
  return page?.isFile() ? { path: index, size: page.size, mtimeMs: page.mtimeMs } : null;
}

function refuse(response, status, text) {
  response.writeHead(status, { ...headersOf(''), 'Content-Type': 'text/plain; charset=utf-8' });
  response.end(`${text}\n`);
}

async function answer(root, base, request, response) {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return refuse(response, 405, 'Only GET and HEAD are answered here.');
  }
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  const file = pathname.startsWith(base)
    ? await fileOf(root, pathname.slice(base.length - 1))
    : null;
  if (!file) return refuse(response, 404, 'Not found.');
  const etag = `"${file.size.toString(36)}-${Math.round(file.mtimeMs).toString(36)}"`;
  const headers = {
    ...headersOf(relative(root, file.path)),
    'Content-Type': MIME[extname(file.path)] ?? 'application/octet-stream',
    'Content-Length': file.size,
    ETag: etag,
    // Vite names what lies in assets/ by its content.
    'Cache-Control': file.path.startsWith(join(root, 'assets') + sep)
      ? 'public, max-age=31536000, immutable'
      : 'no-cache',
  };
  if (request.headers['if-none-match'] === etag) {
    response.writeHead(304, headers).end();
  } else if (request.method === 'HEAD') {
    response.writeHead(200, headers).end();
  } else {
    response.writeHead(200, headers);
    createReadStream(file.path)
      .on('error', () => response.destroy())
      .pipe(response);
  }
}

function listen(server, port, host) {
  return new Promise((done, fail) => {
    server.once('error', fail);
    server.listen(port, host, () => {
      server.off('error', fail);
      done(server.address().port);
    });
  });
}

/**
 * Serves the files of `root` under the path `base` (with slashes at both ends).
 * @param {object} options
 * @param {string} options.root folder
 * @param {number} [options.port] 0 lets the system choose; a taken port moves on to the next one
 * @param {boolean} [options.strictPort] fail instead of moving on
 * @param {string} [options.host]
 * @param {string} [options.base]
 * @param {(request, response) => boolean} [options.intercept] true if it has taken the request
 * @returns {Promise<{url: string, port: number, close: () => Promise<void>}>}
 */
export async function serveFolder(options) {
  const { port = 4173, host = '127.0.0.1', base = '/', strictPort = false, intercept } = options;
  const root = resolve(options.root);
  const server = createServer((request, response) => {
    if (intercept?.(request, response)) return;
    answer(root, base, request, response).catch(() => response.destroy());
  });
  let last = port;
  for (;;) {
    try {
      last = await listen(server, last, host);
      break;
    } catch (error) {
      const taken = error.code === 'EADDRINUSE';
      if (!taken || strictPort || last - port >= PORTS_TRIED) throw error;
      last += 1;
    }
  }
  return {
    url: `http://${host}:${last}${base}`,
    port: last,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

// Run directly (the e2e tests do): node scripts/server.mjs --port 4180 [--base /some/path/]
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: { port: { type: 'string' }, base: { type: 'string' }, root: { type: 'string' } },
  });
  const root = values.root ?? fileURLToPath(new URL('../dist', import.meta.url));
  if (!existsSync(root)) throw new Error(`${root} is not there: run "npm run build" first`);
  const { url } = await serveFolder({
    root,
    port: Number(values.port ?? 4173),
    strictPort: values.port !== undefined,
    base: values.base ?? '/',
  });
  console.log(url);
}
