import { resolve } from 'node:path';
import { CliProblem } from './cli-problem.mjs';
import { titleOf } from './input-options.mjs';
import { prepare, runInPage } from './session.mjs';
import { SweepFile } from './sweep-file.mjs';
import { groupsOf, tableOf } from './sweep-report.mjs';

/** `sweep`: many runs, each kept as soon as it is finished. */
export async function sweepCommand(options, context) {
  const { file, shards = [], idsFile, histories, out, device, request } = options;
  const chromium = prepare(context.progress);
  const kept = new SweepFile(resolve(out));
  let data = null;
  try {
    const { settings, kept: before } = await runInPage({
      ...{ ...context, chromium, command: 'sweep', device, request },
      files: {
        file: [file, ...shards],
        ...(histories && { histories }),
        ...(idsFile && { ids: idsFile }),
      },
      functions: {
        sidSweepBegin: (found) => {
          data = found;
          return kept.settingsOn(found);
        },
        sidSweepKeep: (run) => kept.add(run),
      },
      receive: () => Promise.reject(new Error('a sweep posts no files')),
    });
    context.progress.clear();
    const runs = kept.runsOf(data.fingerprint, settings);
    const skipped = before > 0 ? `, ${before} of them from before` : '';
    console.log(
      `${titleOf(file, shards)}: ${data.n} items x ${data.dim}, ${runs.length} runs${skipped}`,
    );
    process.stdout.write(tableOf(groupsOf(runs)));
    console.log(`Written to ${out}`);
  } catch (error) {
    kept.discardIfEmpty();
    throw told(error, kept.added, out);
  }
}

/** The same error, and what of the sweep is there. */
function told(error, added, out) {
  if (added === 0 || !(error instanceof CliProblem)) return error;
  const hint = error.code === 'INTERRUPTED' ? '' : `${error.hint} `;
  const runs = added === 1 ? '1 run is' : `${added} runs are`;
  const kept = `${runs} kept in ${out}; the same command goes on from there.`;
  return new CliProblem(error.code, error.message, `${hint}${kept}`);
}
