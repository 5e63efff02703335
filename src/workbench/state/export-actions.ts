import { toProblemDetail } from '../../problem';
import type { FinishedRun } from '../../quantizer/export';
import { dataClient } from './clients';
import type { Trained } from './reuse';
import { getState, setState } from './store';

/** What a run can be taken home as. The command line writes the same four files. */
export const EXPORTS = ['codes.npy', 'codebooks.npz', 'items.parquet', 'metrics.json'] as const;

export type ExportName = (typeof EXPORTS)[number];

/** The levels on the screen as a run; null where there is nothing whole to export. */
export function exportableRun(trained: Trained | null, depth: number): FinishedRun | null {
  if (!trained?.source) return null;
  const levels = trained.levels.slice(0, depth);
  const codebookSizes = levels.map((level) => level.codebookSize);
  return {
    ...trained.source,
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
    save(name, await contents(name, run, slice.ids));
  } catch (error) {
    setState({ engineProblem: toProblemDetail(error) });
  }
}

async function contents(
  name: ExportName,
  run: FinishedRun,
  ids: readonly string[],
): Promise<Uint8Array | string> {
  if (name === 'items.parquet') {
    const codes = run.levels.map((level) => level.codes);
    return (await dataClient()).exportItems({ ids, codes });
  }
  const { codebooksNpz, codesNpy, metricsJson } = await import('../../quantizer/export');
  if (name === 'codes.npy') return codesNpy(run);
  return name === 'codebooks.npz' ? codebooksNpz(run) : metricsJson(run);
}

function save(name: string, data: Uint8Array | string): void {
  const url = URL.createObjectURL(new Blob([data as BlobPart]));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has taken its own reference by the next task.
  setTimeout(() => {
    URL.revokeObjectURL(url);
  });
}
