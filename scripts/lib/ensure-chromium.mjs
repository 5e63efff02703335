import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findChromium } from '../chromium.mjs';
import { bin, runProgram } from './project.mjs';

/** true if the browser at `path` is there and starts (a browser may lack system libraries). */
function starts(path) {
  if (!path || !existsSync(path)) return false;
  // On Windows `--version` opens a window instead of answering.
  return process.platform === 'win32' || spawnSync(path, ['--version']).status === 0;
}

/**
 * Path of a Chromium that starts: an installed one, else Playwright's, else the system's package.
 * Throws where none of these can be had.
 */
export function ensureChromium({ stdio = 'inherit', say = console.error } = {}) {
  const found = findChromium();
  if (starts(found)) return found;
  if (process.env['SID_CHROMIUM']) throw new Error(`SID_CHROMIUM=${found} does not start.`);

  const root = process.getuid?.() === 0;
  say('No Chrome or Chromium found: asking Playwright for one...');
  const playwright = [bin('playwright/cli.js'), 'install', ...(root ? ['--with-deps'] : [])];
  runProgram(process.execPath, [...playwright, 'chromium'], { stdio });
  const downloaded = findChromium();
  if (starts(downloaded)) return downloaded;

  if (root && existsSync('/usr/bin/apt-get')) {
    say('Asking the system for its chromium package...');
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    runProgram('apt-get', ['update'], { env, stdio });
    runProgram('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { env, stdio });
    const packaged = findChromium();
    if (starts(packaged)) return packaged;
  }
  throw new Error(
    'No Chromium could be had. Install Google Chrome or Chromium, or set SID_CHROMIUM to its path.',
  );
}
