import type { AppliedPolicy } from '../../../worker/protocol';
import { engineStep } from '../engine-step';
import { getState, useWorkbench } from '../store';
import { occupyEngine } from '../occupy-engine';
import { policyInForce, shownDepth } from './in-force';
import { backToTrained, getPolicy, setPolicy, usePolicy } from './policy-store';

/** The policy whose SIDs are on the screen; null for the trained ones. */
export function appliedPolicy(): AppliedPolicy | null {
  const { trained, draft } = getState();
  return policyInForce(getPolicy().applied, trained, draft.levels);
}

/** The same for components. */
export function useAppliedPolicy(): AppliedPolicy | null {
  const applied = usePolicy((state) => state.applied);
  return useWorkbench(({ trained, draft }) => policyInForce(applied, trained, draft.levels));
}

/** Applies the policy of the panel to the trained levels on the screen; keeping buckets undoes it. */
export function applyChosenPolicy(): Promise<void> {
  if (getPolicy().chosen === 'keep') {
    backToTrained();
    return Promise.resolve();
  }
  return occupyEngine(apply);
}

async function apply(controller: AbortController): Promise<void> {
  const { trained, draft } = getState();
  const { chosen, drafts } = getPolicy();
  const depth = shownDepth(trained, draft.levels);
  if (!trained || depth === 0) return;
  await engineStep('policy', 'Resolving collisions', controller, async (engine, options) => {
    const request = {
      policy: drafts[chosen],
      config: trained.config,
      center: trained.source?.center ?? null,
      levels: trained.levels.slice(0, depth),
      learned: trained.source?.learned ?? null,
    };
    const outcome = await engine.applyPolicy(request, options);
    setPolicy({ applied: { trained, depth, outcome } });
  });
}

/** Forgets a policy as soon as its levels are no longer those shown. Call once. */
export function followTrained(): void {
  useWorkbench.subscribe(({ trained, draft }, before) => {
    if (trained === before.trained && draft.levels === before.draft.levels) return;
    const { applied } = getPolicy();
    if (applied && !policyInForce(applied, trained, draft.levels)) backToTrained();
  });
}
