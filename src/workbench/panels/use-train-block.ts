import { lacksVectors, useWorkbench, type Job, type WorkbenchState } from '../state/store';

/** What Train waits for, by the engine's job. */
const WAITS: Partial<Record<Job['kind'], string>> = {
  check: 'the check against the CPU',
  hitrate: 'the hitrate',
  encode: 'the encoding',
  codes: 'the codes of a file',
  policy: 'the collision policy',
  retrieval: 'the evaluation',
  proxies: 'the proxies',
  'model-plan': 'the trial of the sequence model',
  model: 'the sequence model; Cancel is in the bar above',
  decode: 'the decoding; Cancel is in the bar above',
};

/** Why Train cannot be pressed just now, as a sentence; null if it can. */
export function useTrainBlock(): string | null {
  return useWorkbench(trainBlock);
}

export function trainBlock(state: WorkbenchState): string | null {
  const { engine, slice, plan, run, engineJob } = state;
  if (engine.status === 'starting') return 'Train waits for the engine to start.';
  if (engine.status === 'failed') return 'Train needs a device: see the message beside.';
  if (!slice) return 'Train waits for rows: open a file first.';
  if (lacksVectors(state)) return 'Train needs vectors, and these are Semantic IDs alone.';
  if (!engine.loaded) return 'Train waits for the vectors.';
  if (plan?.ok === false) return 'These settings do not fit: see above.';
  if (engineJob?.kind === 'sweep') return 'A sweep is running. Cancel it in the bar above first.';
  if (state.isPausing) return 'Pausing at the end of this epoch.';
  if (run) return 'Training. Cancel it in the bar above, or press Escape.';
  if (engineJob) return `Train waits for ${WAITS[engineJob.kind] ?? 'the engine'}.`;
  return null;
}
