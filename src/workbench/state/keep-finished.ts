import { toProblemDetail } from '../../problem';
import type { RunResult } from '../../worker/protocol';
import { setState, type SliceInUse } from './store';

/** Into the run history, which loads late. Whatever fails there, work goes on. */
export function keepFinished(
  result: RunResult,
  slice: SliceInUse,
  sweeps: readonly string[] = [],
): void {
  import('./runs/runs-actions')
    .then(({ keepRun }) => keepRun(result, slice, sweeps))
    .catch((error: unknown) => {
      setState({ engineProblem: toProblemDetail(error) });
    });
}
