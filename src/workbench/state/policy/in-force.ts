import type { AppliedPolicy, LevelResult } from '../../../worker/protocol';
import type { Trained } from '../reuse';

/** A policy's outcome, and what it was applied to. */
export interface Applied {
  /** The very levels: others, and the policy says nothing about them. */
  readonly trained: Trained;
  /** Levels of them that were shown. */
  readonly depth: number;
  readonly outcome: AppliedPolicy;
}

/** Levels that the page shows of the trained ones, for the L in hand. */
export function shownDepth(trained: Trained | null, levels: number): number {
  return Math.min(trained?.levels.length ?? 0, levels);
}

/** The policy as long as its levels are those shown: a retrain or another L ends it. */
export function policyInForce(
  applied: Applied | null,
  trained: Trained | null,
  levels: number,
): AppliedPolicy | null {
  if (!applied || applied.trained !== trained) return null;
  return applied.depth === shownDepth(trained, levels) ? applied.outcome : null;
}

/** The trained levels with the policy's codes and figures. An added level has no training behind it. */
export function levelsUnder(
  outcome: AppliedPolicy,
  trained: readonly LevelResult[],
): readonly LevelResult[] {
  return outcome.levels.map((level, l) => {
    const before = trained[l];
    if (!before) {
      const codebook = new Float32Array(0);
      return { ...level, codebook, seconds: 0, history: [], revived: 0, reused: false };
    }
    // Policies rewrite the last level only: those before it stay the same objects.
    return l < trained.length - 1 ? before : { ...before, ...level };
  });
}
