import type { PolicyName } from '../../../sid/policies/policy-config';
import { isEngineSet } from '../../state/occupy-engine';
import { lacksVectors, type WorkbenchState } from '../../state/store';

/** Whether a policy measures distances that codes alone do not have. */
export function needsVectors(state: Pick<WorkbenchState, 'slice'>, policy: PolicyName): boolean {
  return lacksVectors(state) && (policy === 'knnCap' || policy === 'sinkhorn');
}

/** Why a policy cannot be applied just now, as a sentence; null if it can. */
export function policyBlock(
  state: Pick<WorkbenchState, 'engine' | 'trained' | 'run' | 'engineJob' | 'slice'>,
  policy: PolicyName,
): string | null {
  const { trained, run, engineJob } = state;
  if (run) return 'Training. A policy is applied to the codes when they are done.';
  if (!trained) return 'There are no codes yet: train first.';
  if (needsVectors(state, policy)) {
    return 'This policy measures distances: it needs the vectors of these items.';
  }
  if (!isEngineSet(state)) return 'The engine waits for the vectors.';
  if (engineJob) return 'The engine is at work. Wait, or cancel it in the bar above.';
  return null;
}
