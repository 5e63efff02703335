import { playwright } from '@vitest/browser-playwright';
import { readFile } from 'node:fs/promises';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { TEST_ARGS, findChromium } from './scripts/chromium.mjs';

const executablePath = findChromium();
const IN_CHROMIUM = 'src/**/*.chromium.test.ts';

/** The map names sources that are not in its package; Vite would warn of each of the hundreds. */
function withoutSourceMap(file: string): Plugin {
  return {
    name: 'without-source-map',
    enforce: 'pre',
    async load(id) {
      const path = id.replace(/\?.*$/, '');
      if (!path.endsWith(file) || id.endsWith('?url')) return null;
      const code = await readFile(path, 'utf8');
      return { code: code.replace(/^\/\/# sourceMappingURL=.*$/m, ''), map: null };
    },
  };
}

export default defineConfig({
  plugins: [withoutSourceMap('duckdb-browser-eh.worker.js')],
  optimizeDeps: { exclude: ['@duckdb/duckdb-wasm', 'parquet-wasm'] },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          // A quarter of the processor time less than processes, for the same isolation.
          pool: 'threads',
          // A busy machine is slow; a test that hangs is still found.
          testTimeout: 30_000,
          include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.mjs'],
          exclude: [IN_CHROMIUM],
        },
      },
      {
        extends: true,
        test: {
          name: 'chromium',
          include: [IN_CHROMIUM],
          testTimeout: 60_000,
          // Engines start in hooks, and a start compiles and tries every variant of the assignment.
          hookTimeout: 120_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: {
                args: TEST_ARGS,
                ...(executablePath ? { executablePath } : {}),
              },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
