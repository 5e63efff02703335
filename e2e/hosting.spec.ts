import { readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { serveFolder } from '../scripts/server.mjs';
import { expect, test } from './fixtures';

const DIST = fileURLToPath(new URL('../dist', import.meta.url));
const SHELL_LIMIT_BYTES = 300 * 1024;

/** The files that the browser loads before the page can paint: index.html and its imports. */
function shellFiles(): string[] {
  const html = readFileSync(join(DIST, 'index.html'), 'utf8');
  const tags = html.match(/<(script|link)\b[^>]*>/g) ?? [];
  const queue = tags
    .filter((tag) => /<script|modulepreload|stylesheet/.test(tag))
    .flatMap((tag) => /(?:src|href)="\.\/([^"]+)"/.exec(tag)?.[1] ?? []);
  const found = new Set<string>();
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (found.has(file)) continue;
    found.add(file);
    if (!file.endsWith('.js')) continue;
    // `import ... from "./x.js"` and `import "./x.js"`, but not the late `import("./x.js")`.
    const text = readFileSync(join(DIST, file), 'utf8');
    for (const match of text.matchAll(/(?:\bfrom|\bimport)\s*["'](\.[^"']+)["']/g)) {
      if (match[1]) queue.push(posix.join(dirname(file), match[1]));
    }
  }
  return ['index.html', ...found];
}

test('the shell is small: engines and charts come later', () => {
  const files = shellFiles();
  expect(files.length).toBeGreaterThan(2);
  const weights = files.map((file) => gzipSync(readFileSync(join(DIST, file))).length);
  const total = weights.reduce((sum, bytes) => sum + bytes, 0);
  console.log(`shell: ${(total / 1024).toFixed(0)} KiB gzip in ${files.length} files`);
  expect(total, files.join()).toBeLessThanOrEqual(SHELL_LIMIT_BYTES);
});

test('the page is cross-origin isolated and carries its policy in the HTML as well', async ({
  page,
}) => {
  await page.goto('./');
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  const meta = page.locator('meta[http-equiv="Content-Security-Policy"]');
  expect(await meta.getAttribute('content')).toContain("default-src 'none'");
  expect(readFileSync(join(DIST, '_headers'), 'utf8')).toContain('Content-Security-Policy: ');
});

test.describe('under a sub-path', () => {
  let served: Awaited<ReturnType<typeof serveFolder>>;

  test.use({ baseURL: 'http://127.0.0.1:4188/' });

  test.beforeAll(async () => {
    served = await serveFolder({
      root: DIST,
      port: 4188,
      strictPort: true,
      base: '/labs/sid/',
    });
  });

  test.afterAll(() => served.close());

  test('the sample opens and trains', async ({ workbench }) => {
    await workbench.openSample(served.url);
    await workbench.setSmall();
    await workbench.train();
  });
});
