import { expect, test } from 'vitest';
import { countPlaywright, countVitest } from './test-counts.mjs';

const file = (status, ...tests) => ({
  status,
  name: 'a.test.ts',
  assertionResults: tests.map((t, i) => ({ status: t, fullName: `case ${i}` })),
});
const ONE = ['a.test.ts: case 1'];

function vitestReport(testResults) {
  const all = testResults.flatMap((f) => f.assertionResults.map((t) => t.status));
  const count = (status) => all.filter((s) => s === status).length;
  return {
    numTotalTests: all.length,
    numPassedTests: count('passed'),
    numFailedTests: count('failed'),
    numPendingTests: count('pending'),
    numTodoTests: count('todo'),
    testResults,
  };
}

test.each([
  ['passing', [file('passed', 'passed', 'passed')], false, { passed: 2, failed: 0, names: [] }],
  ['failing', [file('failed', 'passed', 'failed')], false, { passed: 1, failed: 1, names: ONE }],
  [
    'a file that does not load',
    [file('failed'), file('passed', 'passed')],
    false,
    { passed: 1, failed: 1, names: ['a.test.ts'] },
  ],
  ['no tests at all', [], false, { passed: 0, failed: 1, names: [] }],
  [
    'a skip that may be',
    [file('passed', 'passed', 'pending')],
    false,
    { passed: 1, failed: 0, names: [] },
  ],
  [
    'a skip that may not be',
    [file('passed', 'passed', 'pending')],
    true,
    { passed: 1, failed: 1, names: [] },
  ],
])('vitest: %s', (_name, files, skipsFail, counts) => {
  expect(countVitest(vitestReport(files), { skipsFail })).toEqual(counts);
});

const spec = (title, status) => ({ file: 'a.spec.ts', title, tests: [{ status }] });
const suites = [
  { specs: [spec('good', 'expected')], suites: [{ specs: [spec('bad', 'unexpected')] }] },
];

test.each([
  ['passing', { expected: 3, unexpected: 0, flaky: 0, skipped: 0 }, [], { passed: 3, failed: 0 }],
  ['failing', { expected: 3, unexpected: 1, flaky: 0, skipped: 0 }, [], { passed: 3, failed: 1 }],
  ['skipped', { expected: 3, unexpected: 0, flaky: 0, skipped: 2 }, [], { passed: 3, failed: 2 }],
  ['broken', { expected: 0, unexpected: 0, flaky: 0, skipped: 0 }, [{}], { passed: 0, failed: 2 }],
])('playwright: %s', (_name, stats, errors, counts) => {
  expect(countPlaywright({ stats, errors, suites: [] })).toEqual({ ...counts, names: [] });
});

test('playwright: what failed is named, however deep it stands', () => {
  const stats = { expected: 1, unexpected: 1, flaky: 0, skipped: 0 };
  expect(countPlaywright({ stats, errors: [], suites }).names).toEqual(['a.spec.ts: bad']);
});
