/**
 * What the page may do, said by its own origin: nothing comes from anywhere else. Sent by
 * scripts/server.mjs, written into the built HTML and into dist/_headers for static hosts.
 */
const PAGE_POLICY = [
  "default-src 'none'",
  // DuckDB and parquet-wasm compile WebAssembly; no text is ever evaluated.
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "connect-src 'self'",
  // fetch.html, when the user opens an address.
  "frame-src 'self'",
  "img-src 'self' data: blob:",
  // React Aria and ECharts set style attributes.
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/**
 * What fetch.html may do, a document of its own beside the page: read other servers, and nothing else. Browsers
 * take http on this very machine as secure.
 */
const FETCHER_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  'connect-src https: http://localhost:* http://127.0.0.1:*',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** The name of that document. */
const FETCHER = 'fetch.html';

/** The policy of a file by its name; said in the HTML as well. */
export function policyOf(name) {
  return name === FETCHER ? FETCHER_POLICY : PAGE_POLICY;
}

/** Cross-origin isolation: sharper timers, and shared memory if a library ever wants it. */
export const ISOLATION_HEADERS = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

const COMMON_HEADERS = {
  ...ISOLATION_HEADERS,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
};

/** Every header of the answer with a file, by name. */
export function headersOf(name) {
  // In HTML alone it would say nothing.
  const policy = name === FETCHER ? `${FETCHER_POLICY}; frame-ancestors 'self'` : PAGE_POLICY;
  return { ...COMMON_HEADERS, 'Content-Security-Policy': policy };
}

/** With a policy each. Some hosts answer for x.html under x; worker scripts carry their own policy. */
const PATHS = ['/', '/index.html', '/headless.html', '/headless', '/assets/*'];
const FETCHER_PATHS = [`/${FETCHER}`, '/fetch'];

/**
 * The same as a `_headers` file for static hosts. No path has its policy from two rules: hosts would
 * send both, and browsers obey the stricter.
 */
export function headersFile() {
  const rule = (path, headers) => [
    path,
    ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`),
  ];
  const policyRule = (path, name) => {
    const { 'Content-Security-Policy': policy } = headersOf(name);
    return rule(path, { 'Content-Security-Policy': policy });
  };
  return [
    ...rule('/*', COMMON_HEADERS),
    ...PATHS.flatMap((path) => policyRule(path, 'index.html')),
    ...FETCHER_PATHS.flatMap((path) => policyRule(path, FETCHER)),
    '',
  ].join('\n');
}
