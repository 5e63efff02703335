/**
 * @typedef {{passed: number, failed: number, names: string[]}} Counts `names` of what failed.
 */

const isBroken = (file) =>
  file.status === 'failed' && file.assertionResults.every((t) => t.status !== 'failed');

/**
 * Tests of a vitest JSON report. A file that failed to load has no tests but counts as a failure.
 * @returns {Counts}
 */
export function countVitest(report, { skipsFail }) {
  const skipped = report.numPendingTests + report.numTodoTests;
  const broken = report.testResults.filter(isBroken);
  const failed = report.testResults.flatMap((file) =>
    file.assertionResults
      .filter((t) => t.status === 'failed')
      .map((t) => `${file.name}: ${t.fullName}`),
  );
  const empty = report.numTotalTests === 0 ? 1 : 0;
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length + empty + (skipsFail ? skipped : 0),
    names: [...broken.map((file) => file.name), ...failed],
  };
}

const specsOf = (suite) => [...suite.specs, ...(suite.suites ?? []).flatMap(specsOf)];

/**
 * Tests of a Playwright JSON report: one that was skipped or passed only on a retry has failed.
 * @returns {Counts}
 */
export function countPlaywright({ stats, errors, suites }) {
  const empty = stats.expected === 0 ? 1 : 0;
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + stats.skipped + errors.length + empty,
    names: suites
      .flatMap(specsOf)
      .filter((spec) => spec.tests.some((t) => t.status !== 'expected'))
      .map((spec) => `${spec.file}: ${spec.title}`),
  };
}
