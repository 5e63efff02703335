import { toProblemDetail } from '../../problem';
import type { FinishedRun } from '../../quantizer/export';
import type { LearnedRun } from '../../worker/protocol';
import { withPolicy } from '../../quantizer/export-policy';
import { dataClient } from './clients';
import { appliedPolicy } from './policy/policy-actions';
import type { Trained } from './reuse';
import { saveFile } from './save-file';
import { getState, setState } from './store';

/** What a run can be taken home as. The command line writes the same four files. */
export const EXPORTS = ['codes.npy', 'codebooks.npz', 'items.parquet', 'metrics.json'] as const;

/** Of a learned tokenizer only. */
export const MODEL_EXPORT = 'model.safetensors';

export type ExportName = (typeof EXPORTS)[number] | typeof MODEL_EXPORT;

/** The levels on the screen as a run; null where there is nothing whole to export. */
export function exportableRun(trained: Trained | null, depth: number): FinishedRun | null {
  if (!trained?.source) return null;
  const levels = trained.levels.slice(0, depth);
  const codebookSizes = levels.map((level) => level.codebookSize);
  const { learned, reconstruction } = trained.source;
  return {
    ...trained.source,
    // Of the levels shown; a decoder was trained for all of them, and tells of no fewer.
    reconstruction: learned
      ? levels.length === trained.levels.length
        ? reconstruction
        : null
      : (levels.at(-1)?.residualEnergy ?? 1),
    config: { ...trained.config, codebookSizes },
    n: trained.n,
    levels,
    unavoidable: { items: trained.unavoidableItems },
    // Of the levels themselves: the last run may have trained only some of them.
    seconds: levels.reduce((sum, level) => sum + level.seconds, 0),
  };
}

/** Makes the file and hands it to the browser's downloads. */
export async function download(name: ExportName): Promise<void> {
  const { trained, draft, slice } = getState();
  const run = exportableRun(trained, draft.levels);
  if (!run || !slice) return;
  try {
    saveFile(name, await contents(name, run, trained?.source?.learned ?? null, slice.ids));
  } catch (error) {
    setState({ engineProblem: toProblemDetail(error) });
  }
}

async function contents(
  name: ExportName,
  run: FinishedRun,
  learned: LearnedRun | null,
  ids: readonly string[],
): Promise<Uint8Array | string> {
  const applied = appliedPolicy();
  const shown = applied ? withPolicy(run, applied) : run;
  if (name === 'items.parquet') {
    const codes = shown.levels.map((level) => level.codes);
    return (await dataClient()).exportItems({ ids, codes });
  }
  if (name === MODEL_EXPORT) {
    if (!learned) throw new Error('a run without a model has no weights');
    const { modelSafetensors } = await import('../../quantizer/export-model');
    return modelSafetensors(run.config, learned, run.center);
  }
  const { codebooksNpz, codesNpy, metricsJson } = await import('../../quantizer/export');
  if (name === 'codes.npy') return codesNpy(shown);
  return name === 'codebooks.npz' ? codebooksNpz(run) : metricsJson(shown);
}
