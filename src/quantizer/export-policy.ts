import type { FinishedRun } from './export';
import type { AppliedPolicy } from './policies/types';

/**
 * The run with the policy's SIDs in place of its own. Its codebooks stay: a level that a policy adds
 * has none, so `codebooks.npz` is written of the run itself.
 */
export function withPolicy(run: FinishedRun, applied: AppliedPolicy): FinishedRun {
  const levels = applied.levels.map((level, l) => ({
    ...level,
    codebook: run.levels[l]?.codebook ?? new Float32Array(0),
  }));
  return { ...run, levels, reconstruction: reconstructionOf(run, applied), policy: applied };
}

/** Of codewords it is the residual energy; a decoder's output for other codes was not measured: NaN. */
function reconstructionOf(run: FinishedRun, { levels, policy }: AppliedPolicy): number {
  if (policy.policy === 'keep' || policy.policy === 'suffix') return run.reconstruction;
  return run.learned ? Number.NaN : (levels.at(-1)?.residualEnergy ?? run.reconstruction);
}
