import react from '@vitejs/plugin-react';
import { basename } from 'node:path';
import { defineConfig, type Plugin } from 'vite';
import { ISOLATION_HEADERS, headersFile, policyOf } from './scripts/headers.mjs';

/** The policy, in the built pages and in `_headers`. Not in development: hot reload needs more. */
function contentSecurityPolicy(): Plugin {
  return {
    name: 'content-security-policy',
    apply: 'build',
    transformIndexHtml: (_html, { filename }) => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: policyOf(basename(filename)) },
        injectTo: 'head-prepend',
      },
    ],
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: '_headers', source: headersFile() });
    },
  };
}

export default defineConfig({
  // Relative addresses: the built folder works from any sub-path of any static host.
  base: './',
  plugins: [react(), contentSecurityPolicy()],
  worker: { format: 'es' },
  optimizeDeps: { exclude: ['@duckdb/duckdb-wasm', 'parquet-wasm'] },
  server: { headers: ISOLATION_HEADERS },
  preview: { headers: ISOLATION_HEADERS },
  build: {
    target: 'es2022',
    // The first with light-dark(); for older ones it would be rewritten into something that follows
    // the system only and not the page's own switch.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    // Inlined assets would be data: addresses, which the policy refuses.
    assetsInlineLimit: 0,
    // ECharts, which comes late, weighs 600 kB; e2e/hosting.spec.ts bounds what comes first.
    chunkSizeWarningLimit: 700,
    rolldownOptions: { input: ['index.html', 'headless.html', 'fetch.html'] },
  },
});
