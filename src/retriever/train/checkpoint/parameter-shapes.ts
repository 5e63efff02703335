import { vocabularyOf } from '../../samples/vocabulary';
import { t5Parameters, type T5Parameter } from '../../t5/config';
import type { RetrieverConfig } from '../config';
import type { RetrieverData } from './types';

/** The parameters of the model of this config over these SIDs, in the order of its state. */
export function parameterShapes(
  { model, userBuckets }: RetrieverConfig,
  { codebookSizes }: Pick<RetrieverData, 'codebookSizes'>,
): readonly T5Parameter[] {
  return t5Parameters({ ...model, vocabSize: vocabularyOf(codebookSizes, userBuckets).size });
}
