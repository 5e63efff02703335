import { Problem } from '../../problem';
import type { Sids } from '../../sid/types';
import { heldOutSamples, trainingSamples, type Samples } from '../samples/samples';
import { vocabularyOf, type Vocabulary } from '../samples/vocabulary';
import { evaluationSplit } from '../split/evaluation-split';
import type { Histories } from '../split/histories';
import type { RetrieverConfig } from './config';

/** What a model learns from and is validated on. */
export interface TrainingData {
  readonly sids: Sids;
  readonly vocabulary: Vocabulary;
  readonly training: Samples;
  /** One a user: the second last item. */
  readonly validation: Samples;
  /** Interactions left out, as their items have no SID. */
  readonly unknown: number;
}

/**
 * Samples of histories as matched against the items of `sids` (`NO_ROW` where it lacks one). Throws
 * `HISTORY_FEW_KNOWN`, `HISTORY_TOO_SHORT`.
 */
export function trainingData(
  histories: Histories,
  sids: Sids,
  { maxItems, userBuckets }: RetrieverConfig,
): TrainingData {
  const { split, unknown } = evaluationSplit(histories);
  const training = trainingSamples(split, maxItems);
  if (training.targets.length === 0) throw tooShort();
  return {
    sids,
    vocabulary: vocabularyOf(sids.codebookSizes, userBuckets),
    training,
    validation: heldOutSamples(split, 'validation', maxItems),
    unknown,
  };
}

function tooShort(): Problem {
  return new Problem(
    'HISTORY_TOO_SHORT',
    'No user has four interactions with items in use: two to learn from, one for validation, one for the test.',
    'Open longer histories, or use more rows of the shard.',
  );
}
