import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const DIST = join(ROOT, 'dist');

const SOURCES = ['src', 'shaders', 'public', 'index.html', 'headless.html', 'fetch.html']
  .concat(['vite.config.ts', 'package-lock.json', 'tsconfig.json', 'scripts/headers.mjs'])
  .map((name) => join(ROOT, name));

const OLDEST_NODE = [20, 19];

/** Runs a program in the project's folder; its output goes to `stdio`. Returns its exit status. */
export function runProgram(command, args, { env = {}, stdio = 'inherit' } = {}) {
  const npm = command === 'npm' || command === 'npx';
  const done = spawnSync(command, args, {
    cwd: ROOT,
    stdio,
    env: { ...process.env, ...env },
    // On Windows npm is a command file, which only a shell can start.
    shell: npm && process.platform === 'win32',
  });
  return done.status ?? 1;
}

/** Runs a package's own program with this Node: `bin('vite/bin/vite.js')`. */
export function bin(path) {
  return join(ROOT, 'node_modules', path);
}

/** Throws unless this Node is new enough for the tools. */
export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  throw new Error(
    `Node ${process.versions.node} is too old: install Node ${OLDEST_NODE.join('.')} or newer (https://nodejs.org).`,
  );
}

/** Installs the packages of package-lock.json unless they are there. Throws if that fails. */
export function ensureInstalled({ stdio = 'inherit', say = console.error } = {}) {
  checkNode();
  const lock = join(ROOT, 'package-lock.json');
  const installed = join(ROOT, 'node_modules', '.package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  say('Installing packages (npm ci)...');
  const quiet = ['--no-audit', '--no-fund'];
  if (runProgram('npm', ['ci', ...quiet], { stdio }) === 0) return;
  // `ci` wants every optional package of every platform, which not every registry mirror has.
  say('npm ci failed: trying npm install...');
  if (runProgram('npm', ['install', '--no-save', ...quiet], { stdio }) === 0) return;
  throw new Error('npm install failed: its output above says why. Is the registry reachable?');
}

/** Latest change of a file, or of anything in a folder; in ms since the epoch. */
function latestChange(path) {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return 0;
  if (!found.isDirectory()) return found.mtimeMs;
  const names = readdirSync(path).filter((name) => !/\.test\.tsx?$/.test(name));
  // The folder's own time tells of files taken away.
  return Math.max(found.mtimeMs, ...names.map((name) => latestChange(join(path, name))));
}

/** Builds dist/ unless it is newer than everything it is made of. Throws if that fails. */
export function ensureBuilt({ stdio = 'inherit', say = console.error } = {}) {
  const built = latestChange(join(DIST, 'index.html'));
  if (built > 0 && SOURCES.every((path) => latestChange(path) <= built)) return;
  say('Building...');
  if (runProgram(process.execPath, [bin('vite/bin/vite.js'), 'build'], { stdio }) !== 0) {
    throw new Error('The build failed: run "npm run build" to see why.');
  }
}
