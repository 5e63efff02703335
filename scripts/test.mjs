import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureChromium } from './lib/ensure-chromium.mjs';
import { ROOT, bin, ensureInstalled, runProgram } from './lib/project.mjs';
import { countPlaywright, countVitest } from './lib/test-counts.mjs';

/**
 * Every check, in order of cost. The last line is `N passed, N failed`: one for each static check
 * and one for each test. A missing WebGPU adapter fails the kernel tests; nothing is skipped.
 */
const REPORTS = join(ROOT, '.cache', 'test-reports');

const total = { passed: 0, failed: 0 };
const failures = [];

function add(name, { passed, failed, names = [] }) {
  total.passed += passed;
  total.failed += failed;
  if (failed > 0) failures.push(`${name}: ${failed} failed`, ...names.map((test) => `  ${test}`));
}

function timed(name, work) {
  const start = Date.now();
  console.log(`\n=== ${name}`);
  const counts = work();
  const seconds = ((Date.now() - start) / 1000).toFixed(1);
  console.log(`--- ${name}: ${counts.passed} passed, ${counts.failed} failed (${seconds} s)`);
  add(name, counts);
}

function check(name, path, args) {
  timed(name, () => {
    const ok = runProgram(process.execPath, [bin(path), ...args]) === 0;
    return ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  });
}

/** The counts of a JSON report; a suite that dies before writing one, or fails beyond it, fails. */
function counted(status, file, count) {
  let counts;
  try {
    counts = count(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return { passed: 0, failed: 1 };
  }
  return status !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

function vitest(name, project, { skipsFail }) {
  timed(name, () => {
    const file = join(REPORTS, `${project}.json`);
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    const args = [bin('vitest/vitest.mjs'), 'run', '--project', project, ...reporters];
    const status = runProgram(process.execPath, args);
    return counted(status, file, (report) => countVitest(report, { skipsFail }));
  });
}

function playwright(name) {
  timed(name, () => {
    const file = join(REPORTS, 'e2e.json');
    const args = [bin('@playwright/test/cli.js'), 'test', '--reporter=list,json'];
    const env = { PLAYWRIGHT_JSON_OUTPUT_FILE: file };
    return counted(runProgram(process.execPath, args, { env }), file, countPlaywright);
  });
}

function main() {
  rmSync(REPORTS, { recursive: true, force: true });
  mkdirSync(REPORTS, { recursive: true });
  ensureInstalled();
  process.env['SID_CHROMIUM'] = ensureChromium();

  check('types', 'typescript/bin/tsc', ['--noEmit']);
  check('lint', 'eslint/bin/eslint.js', ['.', '--max-warnings', '0']);
  check('format', 'prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.']);
  check('import rules', 'dependency-cruiser/bin/dependency-cruise.mjs', [
    'src',
    '--config',
    '.dependency-cruiser.cjs',
  ]);
  check('unused code', 'knip/bin/knip.js', []);
  check('build', 'vite/bin/vite.js', ['build']);
  vitest('unit tests', 'unit', { skipsFail: false });
  vitest('kernel tests in Chromium', 'chromium', { skipsFail: true });
  playwright('end-to-end tests');
}

const start = Date.now();
try {
  main();
} catch (error) {
  console.error(error.message);
  add('setup', { passed: 0, failed: 1 });
}
if (failures.length > 0) console.log(`\n${failures.join('\n')}`);
console.log(`\n${((Date.now() - start) / 1000).toFixed(0)} s in all`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
