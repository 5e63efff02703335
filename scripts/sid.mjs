import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { CliProblem, lineOf } from './cli/cli-problem.mjs';
import { HELP } from './cli/help.mjs';
import { parseOptions } from './cli/options.mjs';
import { Outputs } from './cli/outputs.mjs';
import { createProgress } from './cli/progress.mjs';
import { ensureChromium } from './lib/ensure-chromium.mjs';
import { DIST, ensureBuilt, ensureInstalled } from './lib/project.mjs';
import { serveFolder } from './server.mjs';

/** Where the page's advice names a button, the command line names an option. */
const HINTS = {
  GPU_UNAVAILABLE: 'Use --device cpu (plain loops, slow).',
  VEC_NAN: 'Use --drop-nonfinite, or repair the file.',
};

const progress = createProgress(process.stderr);

async function checkFile(file, kinds) {
  const found = await stat(file).catch(() => null);
  if (found?.isFile()) return;
  const what = found ? 'is not a file' : 'does not exist';
  throw new CliProblem('NO_FILE', `${file} ${what}.`, `Give the path of a ${kinds}.`);
}

/** Answers the page's `POST /<secret>/<name>` with the named output written aside. */
function receiver(outputs, secret) {
  return (request, response) => {
    const [, key, name] = (request.url ?? '').split('/');
    if (request.method !== 'POST' || key !== secret) return false;
    outputs.receive(name, request).then(
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

/** Runs the request in a page at `url`; its outputs arrive at `<url><secret>/<name>`. */
async function runInPage(options, chromium, url, secret, signal) {
  // Not imported above: on a fresh clone it is there only once ensureInstalled is done.
  const { openPage } = await import('./cli/browser.mjs');
  progress.show('Starting Chromium');
  const { browser, page } = await openPage(chromium, options.device, `${url}headless.html`);
  try {
    const ended = death(page, signal);
    // Closing the browser in the end settles it too, when nobody waits any more.
    ended.catch(() => undefined);
    await page.exposeFunction('sidProgress', progress.show);
    await page.setInputFiles('#file', options.file);
    if (options.pairs) await page.setInputFiles('#pairs', options.pairs);
    const work = page.evaluate(
      ([request, folder]) => window.sidHeadless.train(request, folder),
      [options.request, secret],
    );
    const answer = await Promise.race([work, ended]);
    if (!answer.ok) {
      const { code, message, hint } = answer.problem;
      throw new CliProblem(code, message, HINTS[code] ?? hint);
    }
    return answer.summary;
  } finally {
    await browser.close();
  }
}

/** Packages, the built page and a browser. Returns the browser's path. Throws `SETUP`. */
function prepare() {
  const quiet = { stdio: 'ignore', say: progress.show };
  try {
    ensureInstalled(quiet);
    ensureBuilt(quiet);
    return ensureChromium(quiet);
  } catch (error) {
    throw new CliProblem('SETUP', error.message, '');
  }
}

async function train(options, signal) {
  await checkFile(options.file, '.parquet, .npz or .npy');
  if (options.pairs) await checkFile(options.pairs, '.npz or .npy of pairs');
  const chromium = prepare();
  const outputs = new Outputs(resolve(options.out));
  const secret = randomUUID();
  try {
    const intercept = receiver(outputs, secret);
    const server = await serveFolder({ root: DIST, port: 0, intercept });
    const run = runInPage(options, chromium, server.url, secret, signal);
    const summary = await run.finally(server.close);
    outputs.keep();
    progress.clear();
    console.log(`${basename(options.file)}: ${summary}`);
    console.log(`Written to ${options.out}`);
  } catch (error) {
    outputs.discard();
    throw error;
  }
}

const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, () => interrupted.abort());
}
try {
  const options = parseOptions(process.argv.slice(2));
  if (options) await train(options, interrupted.signal);
  else process.stdout.write(HELP);
} catch (error) {
  progress.clear();
  console.error(lineOf(error));
  process.exitCode = 1;
}
