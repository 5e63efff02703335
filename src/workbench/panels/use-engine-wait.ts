import { isEngineSet } from '../state/occupy-engine';
import { useWorkbench, type WorkbenchState } from '../state/store';

/** Why a job of the engine cannot begin just now, as a sentence; null if it can. */
export function useEngineWait(): string | null {
  return useWorkbench(engineWait);
}

export function engineWait(
  state: Pick<WorkbenchState, 'engine' | 'engineJob' | 'slice'>,
): string | null {
  if (state.engineJob) return 'The engine is at work: wait for it, or cancel it.';
  if (isEngineSet(state)) return null;
  const { status } = state.engine;
  if (status === 'failed') return 'The engine did not start: see the message beside.';
  return status === 'starting' ? 'The engine is starting.' : 'The engine waits for the vectors.';
}
