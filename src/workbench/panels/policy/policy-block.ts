import type { WorkbenchState } from '../../state/store';

/** Why a policy cannot be applied just now, as a sentence; null if it can. */
export function policyBlock({
  engine,
  trained,
  run,
  engineJob,
}: Pick<WorkbenchState, 'engine' | 'trained' | 'run' | 'engineJob'>): string | null {
  if (run) return 'Training. A policy is applied to the codes when they are done.';
  if (!trained) return 'There are no codes yet: train first.';
  if (engine.status !== 'ready' || !engine.loaded) return 'The engine waits for the vectors.';
  if (engineJob) return 'The engine is at work. Wait, or cancel it in the bar above.';
  return null;
}
