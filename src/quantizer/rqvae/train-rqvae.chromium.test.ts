import { afterAll, expect, test } from 'vitest';
import { createCpuDevice } from '../../compute/cpu/cpu-device';
import type { Device } from '../../compute/device';
import { createWebGpuDevice } from '../../compute/webgpu/webgpu-device';
import { assignVariants } from '../assign-trial';
import { checkAgainstCpu } from '../check-against-cpu';
import { DEFAULT_CONFIG, type QuantizerConfig } from '../config';
import { assignRegister } from '../kernels/assign-codes';
import { Trainer } from '../trainer';
import { clusteredVectors } from './clustered.fixture';

const gpu = await createWebGpuDevice();
afterAll(() => gpu.destroy());

const ROWS = 200;
const DIM = 20;

const configOf = (change: Partial<QuantizerConfig['rqvae']>): QuantizerConfig => ({
  ...DEFAULT_CONFIG,
  method: 'rqvae',
  codebookSizes: [16, 12],
  iterations: 4,
  rqvae: {
    ...DEFAULT_CONFIG.rqvae,
    hidden: [24, 16],
    latentDim: 9,
    batchRows: 64,
    ...change,
  },
});

const trainerOn = (device: Device) => {
  const [assign = assignRegister] = device === gpu ? assignVariants(gpu) : [];
  return new Trainer(device, assign, clusteredVectors(ROWS, DIM), DIM);
};

const INGREDIENTS = [
  {},
  { codebook: 'ema' },
  { sinkhornRounds: 0, estimator: 'rotation' },
  { init: 'random', activation: 'gelu', clipNorm: 0.5 },
  { sharedCodebook: false, reconstruction: 'cosine' },
] as const;

test.for(INGREDIENTS)('%o: the GPU learns what the CPU learns', async (change) => {
  const config = configOf(change);
  const here = await trainerOn(gpu).train(config);
  const there = await trainerOn(createCpuDevice()).train(config);
  // Four epochs of Float32 against Float64: alike, not equal. A code may flip on a close call.
  expect(here.reconstruction / there.reconstruction).toBeCloseTo(1, 1);
  const losses = (run: typeof here) => run.learned!.history[0]!.losses['reconstruction']!;
  expect(losses(here) / losses(there)).toBeCloseTo(1, 2);
  expect(gpu.memory).toEqual({ bytes: 0, buffers: 0 });
});

test('the CPU encodes with the GPU’s weights to the same codes', async () => {
  const trainer = trainerOn(gpu);
  const config = configOf({});
  const run = await trainer.train(config);
  const { levels } = await checkAgainstCpu(run, await trainer.prepare(config), { maxRows: ROWS });
  expect(levels.map(({ wrong }) => wrong)).toEqual([0, 0]);
});

test('the same seed gives the same bits', async () => {
  const [a, b] = [
    await trainerOn(gpu).train(configOf({})),
    await trainerOn(gpu).train(configOf({})),
  ];
  expect(b.levels.map(({ codes }) => codes)).toEqual(a.levels.map(({ codes }) => codes));
  expect(b.reconstruction).toBe(a.reconstruction);
});
