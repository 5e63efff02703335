import { useWorkbench, type WorkbenchState } from '../state/store';

/** Why Train cannot be pressed just now, as a sentence; null if it can. */
export function useTrainBlock(): string | null {
  return useWorkbench(trainBlock);
}

export function trainBlock(state: WorkbenchState): string | null {
  const { engine, slice, plan, run, engineJob } = state;
  if (engine.status === 'starting') return 'Train waits for the engine to start.';
  if (engine.status === 'failed') return 'Train needs a device: see the message beside.';
  if (!slice) return 'Train waits for rows: open a file first.';
  if (!engine.loaded) return 'Train waits for the vectors.';
  if (plan?.ok === false) return 'These settings do not fit: see above.';
  if (engineJob?.kind === 'sweep') return 'A sweep is running. Cancel it in the bar above first.';
  if (state.isPausing) return 'Pausing at the end of this epoch.';
  if (run) return 'Training. Cancel it in the bar above, or press Escape.';
  if (engineJob?.kind === 'hitrate') return 'Train waits for the hitrate.';
  if (engineJob?.kind === 'encode') return 'Train waits for the encoding.';
  if (engineJob?.kind === 'policy') return 'Train waits for the collision policy.';
  if (engineJob) return 'Train waits for the check against the CPU.';
  return null;
}
