import { expect, test } from 'vitest';
import { headersFile, headersOf, policyOf } from './headers.mjs';

const connections = (policy) => /connect-src ([^;]*)/.exec(policy)?.[1];

test('only fetch.html may contact other origins, and only its own origin may frame it', () => {
  for (const name of ['index.html', 'headless.html', 'assets/data.worker.js', '']) {
    expect(connections(policyOf(name))).toBe("'self'");
    expect(headersOf(name)['Content-Security-Policy']).toBe(policyOf(name));
  }
  expect(connections(policyOf('fetch.html'))).toContain('https:');
  expect(headersOf('fetch.html')['Content-Security-Policy']).toContain("frame-ancestors 'self'");
});

test('in the file for static hosts every path has its policy from one rule', () => {
  const policies = new Map();
  let path = '';
  for (const line of headersFile().split('\n')) {
    if (line.startsWith('/')) path = line;
    const policy = /^ {2}Content-Security-Policy: (.*)$/.exec(line)?.[1];
    if (policy === undefined) continue;
    expect(policies.has(path)).toBe(false);
    policies.set(path, policy);
  }
  // Rules with a star match other paths as well.
  expect([...policies.keys()].filter((one) => one.includes('*'))).toEqual(['/assets/*']);
  expect(policies.get('/index.html')).toBe(policyOf('index.html'));
  expect(policies.get('/assets/*')).toBe(policyOf('assets/x.js'));
  expect(policies.get('/fetch.html')).toContain(policyOf('fetch.html'));
});
