import type { NamedTensor } from '../../dataset/formats/safetensors-write';
import { Problem } from '../../problem';
import type { T5Config } from './config';

/** What the shapes of a checkpoint tell of its configuration. */
type ShapedConfig = Pick<
  T5Config,
  | 'vocabSize'
  | 'dModel'
  | 'dKv'
  | 'numHeads'
  | 'dFf'
  | 'numLayers'
  | 'numDecoderLayers'
  | 'relativeAttentionBuckets'
  | 'feedForward'
>;

const ENCODER = 'encoder.block.0.layer';

/**
 * The sizes of a T5 by the tensors of its checkpoint: a Hugging Face `.safetensors` does not carry
 * them. Throws `RETRIEVER_MODEL` where a tensor that every T5 has is missing or is no matrix.
 */
export function inferConfig(tensors: ReadonlyMap<string, NamedTensor>): ShapedConfig {
  const sizesOf = (name: string): readonly [number, number] => {
    const [rows, cols, ...more] = tensors.get(name)?.shape ?? [];
    if (rows === undefined || cols === undefined || more.length > 0 || rows * cols === 0) {
      throw noT5(name);
    }
    return [rows, cols];
  };
  const [vocabSize, dModel] = sizesOf('shared.weight');
  const [inner] = sizesOf(`${ENCODER}.0.SelfAttention.q.weight`);
  const bias = `${ENCODER}.0.SelfAttention.relative_attention_bias.weight`;
  const [relativeAttentionBuckets, numHeads] = sizesOf(bias);
  if (inner % numHeads !== 0) throw noT5(bias);
  const gated = tensors.has(`${ENCODER}.1.DenseReluDense.wi_0.weight`);
  const [dFf] = sizesOf(`${ENCODER}.1.DenseReluDense.${gated ? 'wi_0' : 'wi'}.weight`);
  return {
    ...{ vocabSize, dModel, dKv: inner / numHeads, numHeads, dFf, relativeAttentionBuckets },
    numLayers: blocksOf(tensors, 'encoder'),
    numDecoderLayers: blocksOf(tensors, 'decoder'),
    feedForward: gated ? 'gated-gelu' : 'relu',
  };
}

function blocksOf(tensors: ReadonlyMap<string, NamedTensor>, stack: string): number {
  let blocks = 0;
  while (tensors.has(`${stack}.block.${blocks}.layer.0.layer_norm.weight`)) blocks++;
  return blocks;
}

function noT5(name: string): Problem {
  return new Problem(
    'RETRIEVER_MODEL',
    `This is no checkpoint of a T5: its tensor ${name} is missing or of an unexpected shape.`,
    'Choose the model.safetensors of a T5ForConditionalGeneration, or one that was trained here.',
  );
}
