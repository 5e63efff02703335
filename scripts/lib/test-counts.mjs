/**
 * Tests of a vitest JSON report. A file that failed to load has no tests but counts as a failure.
 * @returns {{passed: number, failed: number}}
 */
export function countVitest(report, { skipsFail }) {
  const skipped = report.numPendingTests + report.numTodoTests;
  const brokenFiles = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every((t) => t.status !== 'failed'),
  ).length;
  const empty = report.numTotalTests === 0 ? 1 : 0;
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles + empty + (skipsFail ? skipped : 0),
  };
}

/** Tests of a Playwright JSON report: one that was skipped or passed only on a retry has failed. */
export function countPlaywright({ stats, errors }) {
  const empty = stats.expected === 0 ? 1 : 0;
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + stats.skipped + errors.length + empty,
  };
}
