import { describe, expect, test } from 'vitest';
import { encodeSafetensors, type NamedTensor } from '../../dataset/formats/safetensors-write';
import { vocabularyOf } from '../samples/vocabulary';
import { t5Parameters, type T5Config } from './config';
import { readRetriever, retrieverSafetensors } from './model-file';
import { oddT5, randomWeights } from './weights.fixture';

const tensorsOf = (config: T5Config): NamedTensor[] => {
  const weights = randomWeights(config, 1);
  return t5Parameters(config).map(({ name, shape }) => ({
    name,
    shape,
    data: weights.get(name)!,
  }));
};

describe.each([
  oddT5(),
  oddT5({ feedForward: 'gated-gelu', tieWordEmbeddings: false, numDecoderLayers: 1 }),
  oddT5({ relativeAttentionMaxDistance: 64, dropout: 0, decoderStartId: 2 }),
] satisfies T5Config[])('%#', (config) => {
  test('a model comes back as it was written, its vocabulary with it', () => {
    // Three special tokens and 8 + 6 + 8 codes and 4 users.
    const model = {
      ...{ config, weights: randomWeights(config, 1) },
      ...{ vocabulary: vocabularyOf([8, 6, 8], 4), maxItems: 20 },
    };
    expect(readRetriever(retrieverSafetensors(model))).toEqual(model);
  });

  test("Hugging Face's checkpoint: sizes by shape, the rest T5's defaults, spare copies passed over", () => {
    const tensors = tensorsOf(config);
    const copy = { ...tensors[0]!, name: 'decoder.embed_tokens.weight' };
    const { config: read, ...rest } = readRetriever(encodeSafetensors([copy, ...tensors]));
    expect(read).toEqual({
      ...config,
      ...{ relativeAttentionMaxDistance: 128, dropout: 0.1, decoderStartId: 0 },
    });
    expect(rest).toEqual({
      ...{ weights: randomWeights(config, 1), vocabulary: null, maxItems: null },
    });
  });
});

/** A good model with its tensors and metadata changed. */
function changed(
  change: (tensors: NamedTensor[]) => NamedTensor[],
  metadata: Record<string, string> = {},
): Uint8Array {
  return encodeSafetensors(change(tensorsOf(oddT5())), metadata);
}
const same = (tensors: NamedTensor[]) => tensors;
const without = (name: string) => (tensors: NamedTensor[]) =>
  tensors.filter((tensor) => tensor.name !== name);
const replaced = (name: string, shape: number[], fill = 0) =>
  changed((tensors) => {
    const length = shape.reduce((a, b) => a * b, 1);
    const data = new Float32Array(length).fill(fill);
    return [...without(name)(tensors), { name, shape, data }];
  });

test.each([
  ['no T5 at all', encodeSafetensors([]), 'RETRIEVER_MODEL', 'shared.weight'],
  [
    'an embedding that is no matrix',
    replaced('shared.weight', [4]),
    'RETRIEVER_MODEL',
    'shared.weight',
  ],
  [
    'heads that do not divide the projection',
    replaced('encoder.block.0.layer.0.SelfAttention.relative_attention_bias.weight', [32, 4]),
    'RETRIEVER_MODEL',
    'relative',
  ],
  [
    'a missing tensor',
    changed(without('decoder.final_layer_norm.weight')),
    'RETRIEVER_SHAPE',
    'decoder.final_layer_norm.weight is missing',
  ],
  [
    'a tensor of another shape',
    replaced('decoder.block.1.layer.2.DenseReluDense.wo.weight', [14, 10]),
    'RETRIEVER_SHAPE',
    '[14, 10], not [10, 14]',
  ],
  ['a foreign tensor', replaced('adapter.weight', [2, 2]), 'RETRIEVER_SHAPE', 'adapter.weight'],
  [
    'values that are not finite',
    replaced('encoder.final_layer_norm.weight', [10], Number.NaN),
    'RETRIEVER_NAN',
    'encoder.final_layer_norm.weight',
  ],
  [
    'a vocabulary of another size',
    changed(same, { codebook_sizes: '[8, 8]' }),
    'RETRIEVER_SHAPE',
    '29 rows, the vocabulary that it names 19',
  ],
  ['no JSON', changed(same, { config: '{' }), 'RETRIEVER_METADATA', 'config'],
  ['no sizes', changed(same, { codebook_sizes: '[]' }), 'RETRIEVER_METADATA', 'codebook_sizes'],
  ['no number', changed(same, { user_buckets: '-1' }), 'RETRIEVER_METADATA', 'user_buckets'],
  ['no window', changed(same, { max_items: '0' }), 'RETRIEVER_METADATA', 'max_items'],
  [
    'a setting that cannot be',
    changed(same, { config: '{"layer_norm_epsilon": 0}' }),
    'RETRIEVER_METADATA',
    'layer_norm_epsilon',
  ],
])('%s is refused', (_name, bytes, code, text) => {
  expect(() => readRetriever(bytes)).toThrow(
    expect.objectContaining({ code, message: expect.stringContaining(text) as string }),
  );
});

test('a parameter without values is a bug', () => {
  const model = { config: oddT5(), weights: new Map(), vocabulary: null, maxItems: null };
  expect(() => retrieverSafetensors(model)).toThrow('no values of shared.weight');
});
