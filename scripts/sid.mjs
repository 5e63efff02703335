import { stat } from 'node:fs/promises';
import { CliProblem, lineOf } from './cli/cli-problem.mjs';
import { HELP } from './cli/help.mjs';
import { parseOptions } from './cli/options.mjs';
import { createProgress } from './cli/progress.mjs';
import { runCommand } from './cli/run-command.mjs';
import { sweepCommand } from './cli/sweep-command.mjs';

async function checkFile(file, hint) {
  const found = await stat(file).catch(() => null);
  if (found?.isFile()) return;
  const what = found ? 'is not a file' : 'does not exist';
  throw new CliProblem('NO_FILE', `${file} ${what}.`, hint);
}

async function run(options, context) {
  await checkFile(options.file, 'Give the path of a .parquet, .npz, .npy, .csv, .tsv or .jsonl.');
  if (options.saved !== undefined) {
    await checkFile(options.saved, 'Give the path of a codebooks.npz or a model.safetensors.');
  }
  if (options.pairs !== undefined) {
    await checkFile(options.pairs, 'Give the path of a .npz or .npy of pairs.');
  }
  if (options.idsFile !== undefined) {
    await checkFile(options.idsFile, 'Give the path of an .npy of ids.');
  }
  if (options.histories !== undefined) {
    await checkFile(options.histories, 'Give the path of a file of user histories.');
  }
  await (options.command === 'sweep' ? sweepCommand : runCommand)(options, context);
}

const progress = createProgress(process.stderr);
const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, () => interrupted.abort());
}
try {
  const options = parseOptions(process.argv.slice(2));
  if (options) await run(options, { progress, signal: interrupted.signal });
  else process.stdout.write(HELP);
} catch (error) {
  progress.clear();
  console.error(lineOf(error));
  process.exitCode = 1;
}
