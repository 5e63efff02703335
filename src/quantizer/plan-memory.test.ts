import { expect, test } from 'vitest';
import { createCpuDevice } from '../compute/cpu/cpu-device';
import { watchMemory } from '../compute/peak-memory.fixture';
import { clusters } from './clusters.fixture';
import { DEFAULT_CONFIG, type QuantizerConfig } from './config';
import { assignRegister } from './kernels/assign-codes';
import { Trainer } from './trainer';

const [ROWS, DIM] = [1500, 24];
const base: QuantizerConfig = { ...DEFAULT_CONFIG, codebookSizes: [32, 16], iterations: 2 };
const rqvae = { ...base.rqvae, hidden: [32], latentDim: 16, batchRows: 256 };
const RESIDUAL = { residual: true, latentDim: DIM, codebook: 'ema', init: 'random' } as const;

test.each<[string, Partial<QuantizerConfig>]>([
  ['lloyd', {}],
  ['cosine', { distance: 'cosine' }],
  ['ema', { method: 'ema', ema: { ...base.ema, batchRows: 400 } }],
  ['balanced', { method: 'balanced' }],
  ['pq', { method: 'pq' }],
  ['opq', { method: 'opq' }],
  ['fsq', { method: 'fsq' }],
  ['training with beams', { trainBeam: 3 }],
  ['rqvae', { method: 'rqvae', rqvae }],
  ['rqvae, residual, by EMA', { method: 'rqvae', rqvae: { ...rqvae, ...RESIDUAL } }],
])('the plan of %s states the peak of what is held, within 10 %%', async (_, change) => {
  const config = { ...base, ...change };
  const { watched, peak } = watchMemory(createCpuDevice());
  const trainer = new Trainer(watched, assignRegister, clusters(ROWS, DIM, 40), DIM);
  const { bytes } = trainer.plan(config);
  await trainer.train(config);
  expect(bytes / peak()).toBeGreaterThan(0.9);
  expect(bytes / peak()).toBeLessThan(1.1);
});
