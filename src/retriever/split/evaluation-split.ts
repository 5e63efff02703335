import { Problem } from '../../problem';
import type { Histories } from './histories';
import { knownHistories } from './known-histories';
import { leaveOneOut, type Split } from './leave-one-out';

export interface EvaluationSplit {
  readonly split: Split;
  /** Interactions left out, as their items have no row. */
  readonly unknown: number;
}

/**
 * The leave-one-out split of histories as matched against the catalogue. Throws `HISTORY_FEW_KNOWN`,
 * and `HISTORY_TOO_SHORT` where no user is left to evaluate.
 */
export function evaluationSplit(matched: Histories): EvaluationSplit {
  const { histories, unknown } = knownHistories(matched);
  const split = leaveOneOut(histories);
  if (split.evaluated.length > 0) return { split, unknown };
  throw new Problem(
    'HISTORY_TOO_SHORT',
    'No user has three interactions with items in use: one for training, one for validation, one for the test.',
    'Open longer histories, or use more rows of the shard.',
  );
}
