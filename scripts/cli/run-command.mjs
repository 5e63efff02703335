import { basename, resolve } from 'node:path';
import { Outputs, OUTPUTS_OF } from './outputs.mjs';
import { prepare, runInPage } from './session.mjs';

/** `train` and `encode`: one run, its files written together at the end. */
export async function runCommand({ command, file, saved, pairs, out, device, request }, context) {
  const chromium = prepare(context.progress);
  const outputs = new Outputs(resolve(out), OUTPUTS_OF[command]);
  try {
    const summary = await runInPage({
      ...{ ...context, chromium, command, device, request, functions: {} },
      files: { file, ...(saved && { saved }), ...(pairs && { pairs }) },
      receive: (name, body) => outputs.receive(name, body),
    });
    outputs.keep();
    context.progress.clear();
    console.log(`${basename(file)}: ${summary}`);
    console.log(`Written to ${out}`);
  } catch (error) {
    outputs.discard();
    throw error;
  }
}
