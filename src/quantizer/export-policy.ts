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
  const reconstruction = applied.reconstruction ?? run.reconstruction;
  return { ...run, levels, reconstruction, policy: applied };
}
