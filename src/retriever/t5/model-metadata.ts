import { Problem } from '../../problem';
import type { Vocabulary } from '../samples/vocabulary';
import type { T5Config } from './config';

/** Settings that no tensor's shape tells. */
type Settings = Pick<
  T5Config,
  | 'relativeAttentionMaxDistance'
  | 'layerNormEpsilon'
  | 'dropout'
  | 'padId'
  | 'decoderStartId'
  | 'eosId'
> & { readonly tieWordEmbeddings: boolean | null };

interface ModelMetadata {
  readonly settings: Settings;
  readonly codebookSizes: readonly number[] | null;
  readonly userBuckets: number;
  readonly maxItems: number | null;
}

/** Hugging Face's T5Config, for a checkpoint that says nothing. */
const DEFAULTS = {
  relative_attention_max_distance: 128,
  layer_norm_epsilon: 1e-6,
  dropout_rate: 0.1,
  pad_token_id: 0,
  decoder_start_token_id: 0,
  eos_token_id: 1,
};

/** Metadata of a model file; `config` is what Hugging Face's `config.json` would be. */
export function modelMetadata({
  config,
  vocabulary,
  maxItems,
}: {
  readonly config: T5Config;
  readonly vocabulary: Vocabulary | null;
  readonly maxItems: number | null;
}): Record<string, string> {
  return {
    format: 'pt',
    config: JSON.stringify({
      model_type: 't5',
      architectures: ['T5ForConditionalGeneration'],
      is_encoder_decoder: true,
      vocab_size: config.vocabSize,
      d_model: config.dModel,
      d_kv: config.dKv,
      num_heads: config.numHeads,
      d_ff: config.dFf,
      num_layers: config.numLayers,
      num_decoder_layers: config.numDecoderLayers,
      relative_attention_num_buckets: config.relativeAttentionBuckets,
      relative_attention_max_distance: config.relativeAttentionMaxDistance,
      feed_forward_proj: config.feedForward,
      tie_word_embeddings: config.tieWordEmbeddings,
      layer_norm_epsilon: config.layerNormEpsilon,
      dropout_rate: config.dropout,
      pad_token_id: config.padId,
      decoder_start_token_id: config.decoderStartId,
      eos_token_id: config.eosId,
    }),
    ...(vocabulary && {
      codebook_sizes: JSON.stringify(vocabulary.codebookSizes),
      user_buckets: String(vocabulary.userBuckets),
    }),
    ...(maxItems !== null && { max_items: String(maxItems) }),
  };
}

/** What the metadata of a checkpoint says, or T5's defaults. Throws `RETRIEVER_METADATA`. */
export function readModelMetadata(metadata: Readonly<Record<string, string>>): ModelMetadata {
  const config = { ...DEFAULTS, ...(parsed('config', metadata['config']) as object | null) };
  const number = (key: keyof typeof DEFAULTS, isValid: (value: number) => boolean) => {
    const value: unknown = config[key];
    if (typeof value === 'number' && isValid(value)) return value;
    throw unreadable(`config.${key}`, JSON.stringify(value));
  };
  const tied = (config as { readonly tie_word_embeddings?: unknown }).tie_word_embeddings;
  const sizes = parsed('codebook_sizes', metadata['codebook_sizes']);
  if (sizes !== null && !(Array.isArray(sizes) && sizes.length > 0 && sizes.every(isSize))) {
    throw unreadable('codebook_sizes', JSON.stringify(sizes));
  }
  const buckets = parsed('user_buckets', metadata['user_buckets']) ?? 0;
  if (!isCount(buckets)) throw unreadable('user_buckets', JSON.stringify(buckets));
  const maxItems = parsed('max_items', metadata['max_items']);
  if (maxItems !== null && !isSize(maxItems)) {
    throw unreadable('max_items', JSON.stringify(maxItems));
  }
  return {
    settings: {
      relativeAttentionMaxDistance: number('relative_attention_max_distance', isSize),
      layerNormEpsilon: number('layer_norm_epsilon', (value) => value > 0),
      dropout: number('dropout_rate', (value) => value >= 0 && value < 1),
      padId: number('pad_token_id', isCount),
      decoderStartId: number('decoder_start_token_id', isCount),
      eosId: number('eos_token_id', isCount),
      tieWordEmbeddings: typeof tied === 'boolean' ? tied : null,
    },
    codebookSizes: sizes,
    userBuckets: buckets,
    maxItems,
  };
}

const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
const isSize = (value: unknown): value is number => isCount(value) && value > 0;

function parsed(key: string, text: string | undefined): unknown {
  if (text === undefined) return null;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw unreadable(key, text);
  }
}

function unreadable(key: string, value: string): Problem {
  return new Problem(
    'RETRIEVER_METADATA',
    `The checkpoint’s metadata say ${value.slice(0, 80)} for ${key}, which cannot be.`,
    'Save the model again.',
  );
}
