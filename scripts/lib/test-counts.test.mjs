import { expect, test } from 'vitest';
import { countPlaywright, countVitest } from './test-counts.mjs';

const file = (status, ...tests) => ({
  status,
  assertionResults: tests.map((t) => ({ status: t })),
});

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
  ['passing', [file('passed', 'passed', 'passed')], false, { passed: 2, failed: 0 }],
  ['failing', [file('failed', 'passed', 'failed')], false, { passed: 1, failed: 1 }],
  [
    'a file that does not load',
    [file('failed'), file('passed', 'passed')],
    false,
    { passed: 1, failed: 1 },
  ],
  ['no tests at all', [], false, { passed: 0, failed: 1 }],
  ['a skip that may be', [file('passed', 'passed', 'pending')], false, { passed: 1, failed: 0 }],
  ['a skip that may not be', [file('passed', 'passed', 'pending')], true, { passed: 1, failed: 1 }],
])('vitest: %s', (_name, files, skipsFail, counts) => {
  expect(countVitest(vitestReport(files), { skipsFail })).toEqual(counts);
});

test.each([
  ['passing', { expected: 3, unexpected: 0, flaky: 0, skipped: 0 }, [], { passed: 3, failed: 0 }],
  ['failing', { expected: 3, unexpected: 1, flaky: 0, skipped: 0 }, [], { passed: 3, failed: 1 }],
  ['skipped', { expected: 3, unexpected: 0, flaky: 0, skipped: 2 }, [], { passed: 3, failed: 2 }],
  ['broken', { expected: 0, unexpected: 0, flaky: 0, skipped: 0 }, [{}], { passed: 0, failed: 2 }],
])('playwright: %s', (_name, stats, errors, counts) => {
  expect(countPlaywright({ stats, errors })).toEqual(counts);
});
