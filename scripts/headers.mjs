/**
 * What the page may do, said by its own origin: nothing comes from anywhere else. Sent by
 * scripts/server.mjs, written into the built HTML and into dist/_headers for static hosts.
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  // DuckDB and parquet-wasm compile WebAssembly; no text is ever evaluated.
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data: blob:",
  // React Aria and ECharts set style attributes.
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Cross-origin isolation: sharper timers, and shared memory if a library ever wants it. */
export const ISOLATION_HEADERS = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/** Every header of every answer, by name. */
export const HEADERS = {
  ...ISOLATION_HEADERS,
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
};
