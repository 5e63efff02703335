import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCpuDevice } from '../compute/cpu/cpu-device';
import type { Device } from '../compute/device';
import { createWebGpuDevice } from '../compute/webgpu/webgpu-device';
import { assignVariants } from './assign-trial';
import { clusters } from './clusters.fixture';
import { DEFAULT_CONFIG, type QuantizerConfig } from './config';
import { assignRegister } from './kernels/assign-codes';
import { Trainer } from './trainer';

const ROWS = 700;
const DIM = 12;
const base: QuantizerConfig = {
  ...DEFAULT_CONFIG,
  codebookSizes: [16, 24],
  iterations: 6,
  ema: { batchRows: 200, decay: 0.8, epsilon: 1e-5 },
};

const configs: [string, QuantizerConfig][] = [
  ['Lloyd, L2, centred', base],
  ['Lloyd, cosine', { ...base, distance: 'cosine', center: false }],
  ['Lloyd, normalised, no revival', { ...base, normalize: true, reviveDeadCodes: false }],
  ['EMA, L2', { ...base, method: 'ema' }],
  ['Balanced', { ...base, method: 'balanced' }],
  ['OPQ', { ...base, method: 'opq' }],
  ['FSQ', { ...base, method: 'fsq', codebookSizes: [8, 5], iterations: 0 }],
  ['EMA, cosine, other seed', { ...base, method: 'ema', distance: 'cosine', seed: 5 }],
];

/**
 * Whole runs, WGSL against the oracles. Rounding may tip a near tie and send a few rows elsewhere,
 * so codes may differ in a few rows; the distortion that training reaches may hardly differ.
 */
describe('a whole run on the GPU and on the CPU device', () => {
  let gpu: Device;
  beforeAll(async () => {
    gpu = await createWebGpuDevice();
  });
  afterAll(() => {
    gpu.destroy();
  });

  it.each(configs)('%s', async (_, config) => {
    const vectors = clusters(ROWS, DIM, 40);
    const cpuRun = await new Trainer(createCpuDevice(), assignRegister, vectors, DIM).train(config);
    for (const assign of assignVariants(gpu)) {
      const gpuRun = await new Trainer(gpu, assign, vectors, DIM).train(config);
      gpuRun.levels.forEach((level, l) => {
        const expected = cpuRun.levels[l];
        const same = level.codes.filter((code, row) => code === expected?.codes[row]).length;
        expect(same / ROWS, `${assign.name}, level ${l + 1}: equal codes`).toBeGreaterThan(0.98);
        const ratio = level.residualEnergy / (expected?.residualEnergy ?? 0);
        expect(Math.abs(ratio - 1), `${assign.name}, level ${l + 1}: energy`).toBeLessThan(0.01);
      });
    }
    expect(gpu.memory).toEqual({ bytes: 0, buffers: 0 });
  });
});
