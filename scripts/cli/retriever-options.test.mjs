import { expect, test } from 'vitest';
import { parseOptions } from './options.mjs';

const parse = (line) => parseOptions(line.split(' '));
const BASE = 'train-retriever --codes items.parquet --histories h.jsonl --out o';

test('what is not given is left to the defaults', () => {
  expect(parse(BASE)).toEqual({
    ...{ command: 'train-retriever', file: 'items.parquet', histories: 'h.jsonl' },
    ...{ out: 'o', device: 'auto' },
    request: {
      ...{ device: 'webgpu', preset: 'tiny', model: {}, config: { seed: 0 } },
      ...{ checkpoint: false, goOn: false },
    },
  });
});

test('takes the rest', () => {
  const { request, checkpoint } = parse(
    `${BASE} --checkpoint run.safetensors --preset small --d-model 96 --d-kv 32 --heads 3 --d-ff 384 --layers 3 --decoder-layers 1 --feed-forward gated-gelu --untied --dropout 0 --user-buckets 2000 --max-items 9 --epochs 2 --batch 16 --accumulate 4 --learning-rate 0.001 --warmup 0 --weight-decay 0.1 --clip-norm 0 --label-smoothing 0.1 --seed 5 --device cpu`,
  );
  expect(checkpoint).toBe('run.safetensors');
  expect(request).toEqual({
    ...{ checkpoint: true, goOn: false },
    device: 'cpu',
    preset: 'small',
    model: {
      ...{ dModel: 96, dKv: 32, numHeads: 3, dFf: 384, numLayers: 3, numDecoderLayers: 1 },
      feedForward: 'gated-gelu',
      tieWordEmbeddings: false,
      dropout: 0,
    },
    config: {
      ...{ seed: 5, userBuckets: 2000, maxItems: 9, epochs: 2, batchSize: 16, accumulate: 4 },
      ...{ learningRate: 0.001, warmUp: 0, weightDecay: 0.1, clipNorm: 0, labelSmoothing: 0.1 },
    },
  });
});

test.each([
  ['train-retriever --histories h --out o', '--codes'],
  ['train-retriever --codes c --out o', '--histories'],
  [`${BASE} extra.npy`, 'no FILE'],
  [`${BASE} --vectors v`, '--vectors'],
  [`${BASE} --preset large`, 'tiny, small'],
  [`${BASE} --epochs 0`, '--epochs'],
  [`${BASE} --heads 0`, '--heads'],
  [`${BASE} --learning-rate 0`, '--learning-rate'],
  [`${BASE} --dropout 1`, '--dropout'],
])('%s is refused', (line, named) => {
  expect(() => parse(line)).toThrow(named);
});
