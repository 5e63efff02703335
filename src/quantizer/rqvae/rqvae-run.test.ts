import { expect, test } from 'vitest';
import { createCpuDevice } from '../../compute/cpu/cpu-device';
import { checkAgainstCpu } from '../check-against-cpu';
import { DEFAULT_CONFIG, type QuantizerConfig } from '../config';
import { codebooksNpz, metricsJson } from '../export';
import { assignRegister } from '../kernels/assign-codes';
import type { TrainProgress } from '../results';
import { Trainer } from '../trainer';
import { clusteredVectors } from './clustered.fixture';

const ROWS = 96;
const DIM = 10;
const config: QuantizerConfig = {
  ...DEFAULT_CONFIG,
  method: 'rqvae',
  codebookSizes: [8, 4],
  iterations: 3,
  rqvae: { ...DEFAULT_CONFIG.rqvae, hidden: [12], latentDim: 6, batchRows: 32 },
};

const newTrainer = () =>
  new Trainer(createCpuDevice(), assignRegister, clusteredVectors(ROWS, DIM), DIM);

test('a learned run goes through trainer, check and exports', async () => {
  const trainer = newTrainer();
  expect(trainer.plan(config).ok).toBe(true);
  const messages: TrainProgress[] = [];
  const run = await trainer.train(config, { onProgress: (message) => messages.push(message) });
  expect(messages.filter(({ snapshot }) => snapshot)).toHaveLength(3);
  expect(run.levels.map(({ codebook }) => codebook.length)).toEqual([8 * 6, 4 * 6]);
  expect(run.codewordDim).toBe(6);

  const agreement = await checkAgainstCpu(run, await trainer.prepare(config), { maxRows: 50 });
  expect(agreement.levels).toEqual([
    { equal: 50, ties: 0, wrong: 0 },
    { equal: 50, ties: 0, wrong: 0 },
  ]);
  expect(agreement.energyDifference).toBeNull();

  const finished = { ...run, info: { adapter: 'CPU' } };
  expect(codebooksNpz(finished).length).toBeGreaterThan((8 + 4) * 6 * 4);
  expect(JSON.parse(metricsJson(finished))).toHaveProperty('learned.epochs', 3);
});

test('the same run again costs nothing, another seed trains anew', async () => {
  const trainer = newTrainer();
  const first = await trainer.train(config);
  expect(trainer.plan(config).seconds).toBe(0);
  expect((await trainer.train(config)).levels).toBe(first.levels);
  expect((await trainer.train({ ...config, seed: 5 })).reconstruction).not.toBe(
    first.reconstruction,
  );
});

test('cancelled between epochs it goes on from there and ends alike', async () => {
  const whole = await newTrainer().train(config);
  const trainer = newTrainer();
  const controller = new AbortController();
  const stopped = trainer.train(config, {
    signal: controller.signal,
    onProgress: ({ snapshot }) => {
      if (snapshot?.report.epoch === 2) controller.abort();
    },
  });
  await expect(stopped).rejects.toMatchObject({ code: 'CANCELLED' });
  const epochs: number[] = [];
  const rest = await trainer.train(config, {
    onProgress: ({ snapshot }) => {
      if (snapshot) epochs.push(snapshot.report.epoch);
    },
  });
  expect(epochs).toEqual([3]);
  expect(rest.reconstruction).toBe(whole.reconstruction);
  expect(rest.levels.map(({ codes }) => codes)).toEqual(whole.levels.map(({ codes }) => codes));
});

test('paused at once it steps epoch by epoch, and ends alike', async () => {
  const whole = await newTrainer().train(config);
  const trainer = newTrainer();
  const step = (fractions: number[]) =>
    trainer.train(config, {
      pause: AbortSignal.abort(),
      onProgress: ({ fraction }) => fractions.push(fraction),
    });
  await expect(step([])).rejects.toMatchObject({
    code: 'PAUSED',
    message: 'Paused after epoch 1 of 3.',
  });
  const fractions: number[] = [];
  await expect(step(fractions)).rejects.toMatchObject({ message: 'Paused after epoch 2 of 3.' });
  // The share done is of the whole run.
  expect(fractions[0]).toBeCloseTo(1 / 3, 5);
  // Nothing is left to wait for after the last epoch.
  const last = await step([]);
  expect(last.reconstruction).toBe(whole.reconstruction);
  expect(last.learned).toEqual(whole.learned);
});

test.for([
  [{ latentDim: 0 }, 'latent of 0'],
  [{ hidden: [1.5] }, 'hidden layers'],
  [{ hidden: [1, 1, 1, 1, 1, 1, 1, 1, 1] }, 'hidden layers'],
  [{ batchRows: 0 }, 'batch of 0'],
  [{ learningRate: Number.NaN }, 'learning rate'],
  [{ sharedCodebook: true }, 'several sizes'],
  [{ residual: true }, 'a latent of 6 does not fit'],
] as const)('%o is refused before anything runs', async ([change, words]) => {
  const bad = { ...config, rqvae: { ...config.rqvae, ...change } };
  const { problem } = newTrainer().plan(bad);
  expect(problem?.code).toBe('RQVAE_CONFIG');
  expect(problem?.message).toContain(words);
  await expect(newTrainer().train(bad)).rejects.toMatchObject({ code: 'RQVAE_CONFIG' });
});
