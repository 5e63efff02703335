import { isOfKind } from '../../dataset/checkpoint/sealed-file';
import { vocabularyOf } from '../samples/vocabulary';
import { readRetriever, type RetrieverModel } from '../t5/model-file';
import { decodeRetrieverCheckpoint } from '../train/checkpoint/decode-checkpoint';
import { KIND } from '../train/checkpoint/encode-checkpoint';
import { parameterShapes } from '../train/checkpoint/parameter-shapes';

/**
 * The model to decode with: a saved one, or that of a training's checkpoint, as far as it has come. Throws
 * what `readRetriever` and `decodeRetrieverCheckpoint` throw.
 */
export function readModel(bytes: Uint8Array): RetrieverModel {
  if (!isOfKind(bytes, KIND)) return readRetriever(bytes);
  const { config, data, state } = decodeRetrieverCheckpoint('The checkpoint', bytes);
  const vocabulary = vocabularyOf(data.codebookSizes, config.userBuckets);
  const named = parameterShapes(config, data).map(
    ({ name }, i) => [name, state.parameters[i]!.value] as const,
  );
  return {
    config: { ...config.model, vocabSize: vocabulary.size },
    ...{ weights: new Map(named), vocabulary, maxItems: config.maxItems },
  };
}
