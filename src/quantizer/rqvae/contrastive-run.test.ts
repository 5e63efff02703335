import { describe, expect, test } from 'vitest';
import { createCpuDevice } from '../../compute/cpu/cpu-device';
import { activations, lengthOne, linear, type Rows } from '../../nn/float64.fixture';
import { toRows } from '../../nn/bench.fixture';
import { decodeSafetensors } from '../../dataset/formats/safetensors';
import { DEFAULT_CONFIG, FORGE_CONTRASTIVE, type QuantizerConfig } from '../config';
import { modelSafetensors } from '../export-model';
import { assignRegister } from '../kernels/assign-codes';
import type { QuantizerRun } from '../results';
import { Trainer } from '../trainer';
import { clusteredVectors } from './clustered.fixture';

const ROWS = 192;
const DIM = 12;
const CLUSTERS = 12;

/** Row i goes with a row six clusters away: what the vectors alone never say. */
const pairs = Uint32Array.from({ length: 2 * ROWS }, (_, at) => {
  const row = Math.floor(at / 2);
  return at % 2 === 0 ? row : (row + CLUSTERS / 2) % ROWS;
});

const newTrainer = () =>
  new Trainer(createCpuDevice(), assignRegister, clusteredVectors(ROWS, DIM), DIM);

function configOf(fingerprint: string | null, epochs = 4): QuantizerConfig {
  return {
    ...DEFAULT_CONFIG,
    method: 'rqvae',
    codebookSizes: [8, 8],
    iterations: epochs,
    rqvae: {
      ...DEFAULT_CONFIG.rqvae,
      ...{ hidden: [16], latentDim: 5, batchRows: 64, warmupEpochs: 1, learningRate: 1e-2 },
      contrastive:
        fingerprint === null ? null : { ...FORGE_CONTRASTIVE, batchPairs: 32, pairs: fingerprint },
    },
  };
}

/** Mean cosine of the reconstructions of the pairs, by the exported weights. */
function pairCosine({ learned, levels, codewordDim }: QuantizerRun): number {
  const of = (name: string): Rows => {
    const { data, shape } = learned!.weights.find((weight) => weight.name === name)!;
    return toRows(data, shape.at(-1)!);
  };
  const latents = Array.from({ length: ROWS }, (_, row) =>
    Array.from({ length: codewordDim }, (_, d) =>
      levels.reduce(
        (sum, { codes, codebook }) => sum + codebook[codes[row]! * codewordDim + d]!,
        0,
      ),
    ),
  );
  const hidden = linear(latents, of('decoder.0.weight'), of('decoder.0.bias')[0]);
  const decoded = lengthOne(
    linear(activations.relu(hidden), of('decoder.1.weight'), of('decoder.1.bias')[0]),
  );
  let sum = 0;
  for (let i = 0; i < pairs.length; i += 2) {
    sum += decoded[pairs[i]!]!.reduce((dot, v, d) => dot + v * decoded[pairs[i + 1]!]![d]!, 0);
  }
  return (2 * sum) / pairs.length;
}

describe('contrastive RQ-VAE', () => {
  test('brings the reconstructions of pairs together; they learn to find each other', async () => {
    const trainer = newTrainer();
    const plain = await trainer.train(configOf(null, 30));
    const contrastive = await trainer.train(configOf(trainer.setPairs(pairs), 30));
    expect(pairCosine(contrastive)).toBeGreaterThan(pairCosine(plain) + 0.2);
    const { history } = contrastive.learned!;
    const [first, last] = [history[0]!, history.at(-1)!];
    expect(Object.keys(first.losses).sort()).toEqual(
      ['commitment', 'cross_contrast', 'pair_contrast', 'reconstruction', 'self_contrast'].sort(),
    );
    expect(last.losses['pair_contrast']).toBeLessThan(first.losses['pair_contrast']!);
    expect(last.contrast!.accuracy).toBeGreaterThan(first.contrast!.accuracy);
    expect(last.contrast!.temperatures.pair).not.toBeCloseTo(0.07, 4);
    expect(plain.learned!.history[0]!.contrast).toBeUndefined();
  });

  test('equal pairs give equal codes, others give others', async () => {
    const runOf = async (given: Uint32Array) => {
      const trainer = newTrainer();
      return trainer.train(configOf(trainer.setPairs(given)));
    };
    const [a, b] = [await runOf(pairs), await runOf(pairs.slice())];
    expect(b.levels.map(({ codes }) => codes)).toEqual(a.levels.map(({ codes }) => codes));
    expect(b.learned!.history).toEqual(a.learned!.history);
    const other = await runOf(pairs.toReversed());
    expect(other.reconstruction).not.toBe(a.reconstruction);
  });

  test('cancelled between epochs it goes on with its scales and ends alike', async () => {
    const whole = newTrainer();
    const config = configOf(whole.setPairs(pairs));
    const expected = await whole.train(config);
    const trainer = newTrainer();
    trainer.setPairs(pairs);
    const controller = new AbortController();
    const stopped = trainer.train(config, {
      signal: controller.signal,
      onProgress: ({ snapshot }) => {
        if (snapshot?.report.epoch === 2) controller.abort();
      },
    });
    await expect(stopped).rejects.toMatchObject({ code: 'CANCELLED' });
    const rest = await trainer.train(config);
    expect(rest.learned!.weights).toEqual(expected.learned!.weights);
    expect(rest.learned!.history).toEqual(expected.learned!.history);
  });

  test('the exported model holds the scales', async () => {
    const trainer = newTrainer();
    const config = configOf(trainer.setPairs(pairs), 1);
    const { learned } = await trainer.train(config);
    const { tensors } = decodeSafetensors(modelSafetensors(config, learned!, null));
    for (const name of ['pair', 'cross', 'self']) {
      const scale = tensors.find((tensor) => tensor.name === `contrast.${name}.logScale`);
      expect(scale?.shape).toEqual([1]);
      expect(scale?.data[0]).toBeCloseTo(Math.log(1 / 0.07), 0);
    }
  });

  test('without its pairs a run is refused, and no other pairs will do', () => {
    const trainer = newTrainer();
    const config = configOf(newTrainer().setPairs(pairs));
    expect(trainer.plan(config).problem?.code).toBe('PAIRS_MISSING');
    trainer.setPairs(pairs.toReversed());
    expect(trainer.plan(config).problem?.code).toBe('PAIRS_MISSING');
    trainer.setPairs(pairs);
    expect(trainer.plan(config).ok).toBe(true);
    expect(trainer.plan(configOf(null)).ok).toBe(true);
  });

  test.for([
    [{ batchPairs: 1 }, 'batch of 1 pairs'],
    [{ batchPairs: 2.5 }, 'batch of 2.5 pairs'],
    [{ pairsPerItem: 0 }, '0 pairs an item'],
  ] as const)('%o is refused', ([change, words]) => {
    const trainer = newTrainer();
    const { rqvae, ...config } = configOf(trainer.setPairs(pairs));
    const contrastive = { ...rqvae.contrastive!, ...change };
    const { problem } = trainer.plan({ ...config, rqvae: { ...rqvae, contrastive } });
    expect(problem).toMatchObject({ code: 'RQVAE_CONFIG' });
    expect(problem?.message).toContain(words);
  });

  test('the plan counts the steps on pairs, and the products of their batches', () => {
    const trainer = newTrainer();
    const config = configOf(trainer.setPairs(pairs));
    const [plain, contrastive] = [trainer.plan(configOf(null)), trainer.plan(config)];
    expect(contrastive.flops).toBeGreaterThan(2 * plain.flops);
    // Products and their gradients of 32 pairs, and eight times their vectors.
    expect(contrastive.bytes - plain.bytes).toBeGreaterThan(4 * (2 * 32 * 32 + 8 * 32 * 16));
  });

  test('a pair beyond the shard is a bug of the caller', () => {
    expect(() => newTrainer().setPairs(Uint32Array.of(0, ROWS))).toThrow('row 192 of 192');
  });
});
