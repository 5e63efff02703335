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

const VECTORS = 'Give the path of a .parquet, .npz, .npy, .csv, .tsv or .jsonl.';
/** What each file that a command may name is to be. */
const HINTS = {
  file: VECTORS,
  items: VECTORS,
  saved: 'Give the path of a codebooks.npz or a model.safetensors.',
  codebooks: 'Give the path of a codebooks.npz or a model.safetensors.',
  pairs: 'Give the path of a .npz or .npy of pairs.',
  idsFile: 'Give the path of an .npy of ids.',
  histories: 'Give the path of a file of user histories.',
  forge: 'Give the path of an output.jsonl of FORGE.',
};

async function run(options, context) {
  for (const shard of options.shards ?? []) await checkFile(shard, VECTORS);
  for (const [name, hint] of Object.entries(HINTS)) {
    if (options[name] !== undefined) await checkFile(options[name], hint);
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
