import { DECODER_START, END, PAD } from '../samples/vocabulary';

/** Sizes of a T5 encoder-decoder (Raffel et al. 2020), named as in Hugging Face's T5Config. */
export interface T5Config {
  readonly vocabSize: number;
  /** Width of embeddings and of every layer's input and output. */
  readonly dModel: number;
  /** Columns of one head's queries, keys and values; heads * dKv need not be dModel. */
  readonly dKv: number;
  readonly numHeads: number;
  /** Width inside the feed-forward layers. */
  readonly dFf: number;
  /** Blocks of the encoder. */
  readonly numLayers: number;
  readonly numDecoderLayers: number;
  readonly relativeAttentionBuckets: number;
  readonly relativeAttentionMaxDistance: number;
  /** T5: relu(x W_i) W_o. T5 v1.1: (gelu(x W_0) * (x W_1)) W_o, gelu in its tanh form. */
  readonly feedForward: 'relu' | 'gated-gelu';
  /** The head is the embedding, on hidden states scaled by dModel^-0.5; else a matrix of its own. */
  readonly tieWordEmbeddings: boolean;
  readonly layerNormEpsilon: number;
  /** Share of elements dropped in training, in [0, 1). */
  readonly dropout: number;
  readonly padId: number;
  readonly decoderStartId: number;
  readonly eosId: number;
}

/** A trained tensor by its name in a Hugging Face checkpoint; linear weights are [out, in]. */
export interface T5Parameter {
  readonly name: string;
  readonly shape: readonly number[];
}

const PRESETS = {
  tiny: { dModel: 64, dKv: 16, numHeads: 4, dFf: 256, numLayers: 2, numDecoderLayers: 2 },
  /** The size of TIGER (Rajput et al. 2023). */
  small: { dModel: 128, dKv: 64, numHeads: 6, dFf: 1024, numLayers: 4, numDecoderLayers: 4 },
} as const;

export type T5Preset = keyof typeof PRESETS;

/** A preset over a vocabulary of `vocabSize` tokens (samples/vocabulary.ts). */
export function t5Preset(preset: T5Preset, vocabSize: number): T5Config {
  return {
    vocabSize,
    ...PRESETS[preset],
    relativeAttentionBuckets: 32,
    relativeAttentionMaxDistance: 128,
    feedForward: 'relu',
    tieWordEmbeddings: true,
    layerNormEpsilon: 1e-6,
    dropout: 0.1,
    padId: PAD,
    decoderStartId: DECODER_START,
    eosId: END,
  };
}

/** Every parameter once, in the order of Hugging Face's modules. */
export function t5Parameters(config: T5Config): readonly T5Parameter[] {
  const { vocabSize, dModel, numLayers, numDecoderLayers, tieWordEmbeddings } = config;
  const head = { name: 'lm_head.weight', shape: [vocabSize, dModel] };
  return [
    { name: 'shared.weight', shape: [vocabSize, dModel] },
    ...stackParameters(config, 'encoder', numLayers),
    ...stackParameters(config, 'decoder', numDecoderLayers),
    ...(tieWordEmbeddings ? [] : [head]),
  ];
}

function stackParameters(
  config: T5Config,
  stack: 'encoder' | 'decoder',
  blocks: number,
): T5Parameter[] {
  const each = Array.from({ length: blocks }, (_, block) => {
    const prefix = `${stack}.block.${block}.layer`;
    const cross = stack === 'decoder';
    return [
      ...attentionParameters(config, `${prefix}.0`, 'SelfAttention', block === 0),
      ...(cross ? attentionParameters(config, `${prefix}.1`, 'EncDecAttention', false) : []),
      ...feedForwardParameters(config, `${prefix}.${cross ? 2 : 1}`),
    ];
  });
  return [...each.flat(), { name: `${stack}.final_layer_norm.weight`, shape: [config.dModel] }];
}

/** `biased`: the first block's own position bias, which serves the whole stack. */
function attentionParameters(
  { dModel, dKv, numHeads, relativeAttentionBuckets }: T5Config,
  layer: string,
  kind: 'SelfAttention' | 'EncDecAttention',
  biased: boolean,
): T5Parameter[] {
  const name = `${layer}.${kind}`;
  const inner = numHeads * dKv;
  const bias = {
    name: `${name}.relative_attention_bias.weight`,
    shape: [relativeAttentionBuckets, numHeads],
  };
  return [
    ...['q', 'k', 'v'].map((part) => ({ name: `${name}.${part}.weight`, shape: [inner, dModel] })),
    { name: `${name}.o.weight`, shape: [dModel, inner] },
    ...(biased ? [bias] : []),
    { name: `${layer}.layer_norm.weight`, shape: [dModel] },
  ];
}

function feedForwardParameters(
  { dModel, dFf, feedForward }: T5Config,
  layer: string,
): T5Parameter[] {
  const name = `${layer}.DenseReluDense`;
  const inputs = feedForward === 'relu' ? ['wi'] : ['wi_0', 'wi_1'];
  return [
    ...inputs.map((part) => ({ name: `${name}.${part}.weight`, shape: [dFf, dModel] })),
    { name: `${name}.wo.weight`, shape: [dModel, dFf] },
    { name: `${layer}.layer_norm.weight`, shape: [dModel] },
  ];
}
