import { Problem } from '../../problem';
import type { Sids } from '../../sid/types';
import { vocabularyOf, type Vocabulary } from '../samples/vocabulary';
import type { RetrieverModel } from '../t5/model-file';

/**
 * The model's own tokens; of a file that does not say, those of the SIDs, if they are as many. Throws
 * `RETRIEVER_SHAPE`.
 */
export function vocabularyFor(
  { config, vocabulary }: RetrieverModel,
  { codebookSizes }: Sids,
): Vocabulary {
  if (vocabulary) return vocabulary;
  const own = vocabularyOf(codebookSizes, 0);
  if (own.size === config.vocabSize) return own;
  throw new Problem(
    'RETRIEVER_SHAPE',
    `The model has ${config.vocabSize} tokens and does not say what they are; levels of ${codebookSizes.join(', ')} codes take ${own.size}.`,
    'Decode with the SIDs that the model was trained on.',
  );
}
