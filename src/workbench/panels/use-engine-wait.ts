import { isEngineSet } from '../state/occupy-engine';
import { useWorkbench } from '../state/store';

/** Why a job of the engine cannot begin just now, as a sentence; null if it can. */
export function useEngineWait(): string | null {
  return useWorkbench((state) => {
    if (state.engineJob) return 'The engine is at work: wait for it, or cancel it.';
    return isEngineSet(state) ? null : 'The engine is starting.';
  });
}
