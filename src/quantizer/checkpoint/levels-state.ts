import type { FitState } from '../fit';
import type { TrainedLevel } from '../level-cache';
import type { RotationState } from '../opq/rotate-product';
import type { LevelResult } from '../results';
import { extendMetrics, type PrefixState } from '../../sid/metrics';

/** A finished level, without what its codes tell. */
export type SavedLevel = Pick<
  LevelResult,
  'codebook' | 'codes' | 'residualEnergy' | 'meanCosine' | 'history' | 'revived' | 'seconds'
>;

/** Where a run stands that trains level by level: with it, it ends as if it had never stopped. */
export interface LevelsState {
  /** The leading levels; of OPQ those of the product quantizer that it sets out from. */
  readonly finished: readonly SavedLevel[];
  /** The level in training after its last iteration that was read back; null before its first. */
  readonly fit: FitState | null;
  /** OPQ's; null before its first turn. */
  readonly rotation: RotationState | null;
}

/** Finished levels as the trainer keeps them: metrics follow from the codes. */
export function restoreLevels(
  saved: readonly SavedLevel[],
  codebookSizes: readonly number[],
): TrainedLevel[] {
  let state: PrefixState | null = null;
  return saved.map((level, l) => {
    const codebookSize = codebookSizes[l]!;
    const extended = extendMetrics(state, level.codes, codebookSize);
    state = extended.state;
    const { level: metrics, sid } = extended;
    return {
      prefixes: extended.state,
      result: { ...level, codebookSize, metrics, sid, reused: false },
    };
  });
}

export function savedLevel({ result }: TrainedLevel): SavedLevel {
  const { codebook, codes, residualEnergy, meanCosine, history, revived, seconds } = result;
  return { codebook, codes, residualEnergy, meanCosine, history, revived, seconds };
}
