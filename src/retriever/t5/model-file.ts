import { decodeSafetensors } from '../../dataset/formats/safetensors';
import { encodeSafetensors, type NamedTensor } from '../../dataset/formats/safetensors-write';
import { Problem } from '../../problem';
import { vocabularyOf, type Vocabulary } from '../samples/vocabulary';
import { t5Parameters, type T5Config } from './config';
import { inferConfig } from './infer-config';
import { modelMetadata, readModelMetadata } from './model-metadata';

/** The values of every parameter, by Hugging Face name, row-major. */
export type T5Weights = ReadonlyMap<string, Float32Array>;

/** A sequence model over SIDs with what decoding needs to know of its training. */
export interface RetrieverModel {
  readonly config: T5Config;
  readonly weights: T5Weights;
  /** The tokens it was trained on; null where the file does not say (not trained here). */
  readonly vocabulary: Vocabulary | null;
  /** Items of a history it was trained to read; null where the file does not say. */
  readonly maxItems: number | null;
}

/** Copies of the embedding and a bias that no T5 uses: Hugging Face passes over them as well. */
const PASSED_OVER = [
  /^(encoder|decoder)\.embed_tokens\.weight$/,
  /\.EncDecAttention\.relative_attention_bias\.weight$/,
];

/**
 * `model.safetensors`: Hugging Face's names and layouts in float32, its config as JSON beside the
 * levels of the vocabulary in the metadata. Throws where a parameter is missing.
 */
export function retrieverSafetensors({ weights, ...model }: RetrieverModel): Uint8Array {
  const tensors = t5Parameters(model.config).map(({ name, shape }): NamedTensor => {
    const data = weights.get(name);
    if (!data) throw new Error(`no values of ${name}`);
    return { name, shape, data };
  });
  return encodeSafetensors(tensors, modelMetadata(model));
}

/**
 * Reads a T5 checkpoint in float32, float16 or bfloat16: one that was written here, or Hugging
 * Face's, whose sizes are told by its shapes and whose other settings are T5's defaults. Throws
 * `SAFETENSORS`; `RETRIEVER_MODEL` for what is no T5; `RETRIEVER_SHAPE` for a tensor of another
 * shape, one too many, or a vocabulary that is not the embedding's; `RETRIEVER_NAN`;
 * `RETRIEVER_METADATA`.
 */
export function readRetriever(bytes: Uint8Array): RetrieverModel {
  const { tensors, metadata } = decodeSafetensors(bytes);
  const named = new Map(tensors.map((tensor) => [tensor.name, tensor]));
  const { settings, codebookSizes, userBuckets, maxItems } = readModelMetadata(metadata);
  const config: T5Config = {
    ...settings,
    tieWordEmbeddings: settings.tieWordEmbeddings ?? !named.has('lm_head.weight'),
    ...inferConfig(named),
  };
  const weights = weightsOf(config, named);
  const vocabulary = codebookSizes && vocabularyOf(codebookSizes, userBuckets);
  if (vocabulary && vocabulary.size !== config.vocabSize) {
    throw otherShape(
      `its embedding has ${config.vocabSize} rows, the vocabulary that it names ${vocabulary.size}`,
    );
  }
  return { config, weights, vocabulary, maxItems };
}

function weightsOf(config: T5Config, named: ReadonlyMap<string, NamedTensor>): T5Weights {
  const weights = new Map<string, Float32Array>();
  for (const { name, shape } of t5Parameters(config)) {
    const tensor = named.get(name);
    if (!tensor) throw otherShape(`${name} is missing`);
    if (tensor.shape.join() !== shape.join()) {
      throw otherShape(`${name} is [${tensor.shape.join(', ')}], not [${shape.join(', ')}]`);
    }
    if (!tensor.data.every(Number.isFinite)) throw notFinite(name);
    weights.set(name, tensor.data);
  }
  const isSpare = (name: string) =>
    (config.tieWordEmbeddings && name === 'lm_head.weight') ||
    PASSED_OVER.some((pattern) => pattern.test(name));
  const foreign = [...named.keys()].find((name) => !weights.has(name) && !isSpare(name));
  if (foreign !== undefined) throw otherShape(`${foreign} belongs to no T5 of these sizes`);
  return weights;
}

function otherShape(what: string): Problem {
  return new Problem(
    'RETRIEVER_SHAPE',
    `The tensors of this checkpoint are not those of one T5: ${what}.`,
    'Save the whole model again, with Hugging Face’s own names.',
  );
}

function notFinite(name: string): Problem {
  return new Problem(
    'RETRIEVER_NAN',
    `The tensor ${name} of this checkpoint holds values that are not finite.`,
    'Take a checkpoint from before the training diverged.',
  );
}
