import type { LevelResult, RunResult } from '../worker/protocol';

/**
 * The run's levels with the codes of `written`, which a policy may have made. A level that a policy
 * added has no codebook: only those of the run stand for vectors.
 */
export function codedLevels(
  { levels }: Pick<RunResult, 'levels'>,
  written: readonly { readonly codes: Uint32Array }[],
): LevelResult[] {
  return levels.map((level, l) => ({ ...level, codes: written[l]?.codes ?? level.codes }));
}
