import { resolve } from 'node:path';
import { CHECKPOINT_NAME, CheckpointFile } from './checkpoint-file.mjs';
import { titleOf } from './input-options.mjs';
import { Outputs, OUTPUTS_OF } from './outputs.mjs';
import { prepare, runInPage } from './session.mjs';

/** Every command but `sweep`: one run, its files written together at the end. */
export async function runCommand(options, context) {
  const {
    command,
    file,
    shards = [],
    idsFile,
    saved,
    pairs,
    histories,
    items,
    codebooks,
    forge,
    checkpoint: path,
    out,
    device,
  } = options;
  const checkpoint = path === undefined ? null : new CheckpointFile(resolve(path));
  await checkpoint?.check();
  const goOn = Boolean(checkpoint?.exists);
  const request = { ...options.request, ...(goOn && { goOn }) };
  const chromium = prepare(context.progress);
  const outputs = new Outputs(resolve(out), options.outputs ?? OUTPUTS_OF[command]);
  try {
    const summary = await runInPage({
      ...{ ...context, chromium, command, device, request, functions: {} },
      files: {
        file: [file, ...shards],
        ...(saved && { saved }),
        ...(pairs && { pairs }),
        ...(histories && { histories }),
        ...(idsFile && { ids: idsFile }),
        ...(items && { items }),
        ...(codebooks && { codebooks }),
        ...(forge && { forge }),
        ...(goOn && { checkpoint: path }),
      },
      receive: (name, body) =>
        checkpoint && name === CHECKPOINT_NAME
          ? checkpoint.receive(body)
          : outputs.receive(name, body),
    });
    outputs.keep();
    context.progress.clear();
    console.log(`${titleOf(file, shards)}: ${summary}`);
    console.log(`Written to ${options.written ?? out}`);
  } catch (error) {
    outputs.discard();
    checkpoint?.discard();
    if (checkpoint?.isWritten) error.hint = `The same command goes on from ${path}.`;
    throw error;
  }
}
