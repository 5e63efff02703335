import { randomUUID } from 'node:crypto';
import { ensureChromium } from '../lib/ensure-chromium.mjs';
import { DIST, ensureBuilt, ensureInstalled } from '../lib/project.mjs';
import { serveFolder } from '../server.mjs';
import { CliProblem } from './cli-problem.mjs';

/** Where the page's advice names a button, the command line names an option. */
const HINTS = {
  GPU_UNAVAILABLE: 'Use --device cpu (plain loops, slow).',
  HISTORY_UNKNOWN_ITEMS: 'Name the id column that the histories use with --ids, or use more rows.',
  NO_PAIRS: 'Give longer histories, or use more rows.',
  VEC_NAN: 'Use --drop-nonfinite, or repair the file.',
};

/** Packages, the built page and a browser. Returns the browser's path. Throws `SETUP`. */
export function prepare(progress) {
  const quiet = { stdio: 'ignore', say: progress.show };
  try {
    ensureInstalled(quiet);
    ensureBuilt(quiet);
    return ensureChromium(quiet);
  } catch (error) {
    throw new CliProblem('SETUP', error.message, '');
  }
}

/** Answers the page's `POST /<secret>/<name>` by handing body and name to `receive`. */
function receiver(receive, secret) {
  return (request, response) => {
    const [, key, name] = (request.url ?? '').split('/');
    if (request.method !== 'POST' || key !== secret) return false;
    receive(name, request).then(
      () => response.writeHead(204).end(),
      (error) => response.writeHead(500).end(error.message),
    );
    return true;
  };
}

/** Rejects if the page dies under the run, which no answer would tell. */
function death(page, signal) {
  return new Promise((_, reject) => {
    const die = (code, message, hint) => reject(new CliProblem(code, message, hint));
    const memory = 'Most often memory ran out: try --sample.';
    page.on('crash', () => die('PAGE_CRASHED', 'The headless page crashed.', memory));
    page.on('close', () => die('BROWSER_CLOSED', 'The headless browser went away.', memory));
    const interrupt = () => die('INTERRUPTED', 'Interrupted.', 'Nothing was kept.');
    if (signal.aborted) interrupt();
    else signal.addEventListener('abort', interrupt);
  });
}

async function withPage({ chromium, device, url, files, functions, call, signal, progress }) {
  // Not imported above: on a fresh clone it is there only once ensureInstalled is done.
  const { openPage } = await import('./browser.mjs');
  progress.show('Starting Chromium');
  const { browser, page } = await openPage(chromium, device, `${url}headless.html`);
  try {
    const ended = death(page, signal);
    // Closing the browser in the end settles it too, when nobody waits any more.
    ended.catch(() => undefined);
    await page.exposeFunction('sidProgress', progress.show);
    for (const [name, run] of Object.entries(functions)) await page.exposeFunction(name, run);
    for (const [input, path] of Object.entries(files)) {
      await page.setInputFiles(`#${input}`, path);
    }
    const work = page.evaluate(([name, ...given]) => window.sidHeadless[name](...given), call);
    const answer = await Promise.race([work, ended]);
    if (answer.ok) return answer.summary;
    const { code, message, hint } = answer.problem;
    throw new CliProblem(code, message, HINTS[code] ?? hint);
  } finally {
    await browser.close();
  }
}

/**
 * Calls `window.sidHeadless.<command>(request, folder)` in the built page and returns its summary.
 * `files` go into the page's inputs by id, `functions` onto its window. What the page posts goes to
 * `receive(name, body)`. Throws a CliProblem.
 */
export async function runInPage({ command, request, receive, ...rest }) {
  const secret = randomUUID();
  const server = await serveFolder({ root: DIST, port: 0, intercept: receiver(receive, secret) });
  const call = [command, request, secret];
  return withPage({ ...rest, url: server.url, call }).finally(server.close);
}
