import { expect, test } from 'vitest';
import { t5Parameters, t5Preset, type T5Config } from './config';

const count = (config: T5Config) =>
  t5Parameters(config).reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b, 1), 0);

test('a tied model of one block each, name by name', () => {
  const config = { ...t5Preset('tiny', 100), numLayers: 1, numDecoderLayers: 1 };
  expect(t5Parameters(config).map(({ name, shape }) => `${name} ${shape.join('x')}`)).toEqual([
    'shared.weight 100x64',
    'encoder.block.0.layer.0.SelfAttention.q.weight 64x64',
    'encoder.block.0.layer.0.SelfAttention.k.weight 64x64',
    'encoder.block.0.layer.0.SelfAttention.v.weight 64x64',
    'encoder.block.0.layer.0.SelfAttention.o.weight 64x64',
    'encoder.block.0.layer.0.SelfAttention.relative_attention_bias.weight 32x4',
    'encoder.block.0.layer.0.layer_norm.weight 64',
    'encoder.block.0.layer.1.DenseReluDense.wi.weight 256x64',
    'encoder.block.0.layer.1.DenseReluDense.wo.weight 64x256',
    'encoder.block.0.layer.1.layer_norm.weight 64',
    'encoder.final_layer_norm.weight 64',
    'decoder.block.0.layer.0.SelfAttention.q.weight 64x64',
    'decoder.block.0.layer.0.SelfAttention.k.weight 64x64',
    'decoder.block.0.layer.0.SelfAttention.v.weight 64x64',
    'decoder.block.0.layer.0.SelfAttention.o.weight 64x64',
    'decoder.block.0.layer.0.SelfAttention.relative_attention_bias.weight 32x4',
    'decoder.block.0.layer.0.layer_norm.weight 64',
    'decoder.block.0.layer.1.EncDecAttention.q.weight 64x64',
    'decoder.block.0.layer.1.EncDecAttention.k.weight 64x64',
    'decoder.block.0.layer.1.EncDecAttention.v.weight 64x64',
    'decoder.block.0.layer.1.EncDecAttention.o.weight 64x64',
    'decoder.block.0.layer.1.layer_norm.weight 64',
    'decoder.block.0.layer.2.DenseReluDense.wi.weight 256x64',
    'decoder.block.0.layer.2.DenseReluDense.wo.weight 64x256',
    'decoder.block.0.layer.2.layer_norm.weight 64',
    'decoder.final_layer_norm.weight 64',
  ]);
});

test('further blocks have no bias of their own; an untied gated model has its head and two inputs', () => {
  const config: T5Config = {
    ...t5Preset('tiny', 100),
    ...{ feedForward: 'gated-gelu', tieWordEmbeddings: false },
  };
  const names = t5Parameters(config).map(({ name }) => name);
  expect(names.filter((name) => name.includes('relative'))).toHaveLength(2);
  expect(names.filter((name) => name.includes('wi_1'))).toHaveLength(4);
  expect(names.at(-1)).toBe('lm_head.weight');
  expect(new Set(names).size).toBe(names.length);
});

test("t5-small's published size", () => {
  // 60,506,624 by its model card's safetensors.
  expect(
    count({
      ...t5Preset('small', 32128),
      ...{ dModel: 512, dKv: 64, numHeads: 8, dFf: 2048, numLayers: 6, numDecoderLayers: 6 },
    }),
  ).toBe(60_506_624);
});
