import { afterAll, expect, test } from 'vitest';
import { createCpuDevice } from '../compute/cpu/cpu-device';
import { mismatches } from '../compute/mismatches.fixture';
import { createWebGpuDevice } from '../compute/webgpu/webgpu-device';
import { trainAutoencoder } from './mlp-training.fixture';

const gpu = await createWebGpuDevice();
afterAll(() => gpu.destroy());

test.for([
  { activation: 'relu', loss: 'mse', rows: 64 },
  { activation: 'silu', loss: 'l1', rows: 67 },
  { activation: 'gelu', loss: 'cosine', rows: 5 },
  { activation: 'silu', loss: 'mse', rows: 66, norm: true, dropout: 0.2 },
] as const)('a training step on both devices: %o', async (given) => {
  const training = { ...given, steps: 1 };
  const webgpu = await trainAutoencoder(gpu, training);
  const cpu = await trainAutoencoder(createCpuDevice(), training);
  expect(webgpu.losses[0]).toBeCloseTo(cpu.losses[0]!, 5);
  webgpu.states.forEach(([name, state], at) => {
    const [, wanted] = cpu.states[at]!;
    // Adam's first step is almost the sign of the gradient. L1's sum of signs must not be zero: 67
    // rows are an odd number.
    const tolerances = {
      value: { relative: 1e-4, absolute: 1e-4 },
      moment1: { relative: 1e-4, absolute: 1e-7 },
      moment2: { relative: 1e-4, absolute: 1e-10 },
    };
    expect([name, ...mismatches({ ...state }, { ...wanted }, tolerances)]).toEqual([name]);
  });
});

test('the same training twice ends in the same bits', async () => {
  const training = { activation: 'relu', loss: 'mse', rows: 67, steps: 5 } as const;
  const first = await trainAutoencoder(gpu, training);
  expect(await trainAutoencoder(gpu, training)).toEqual(first);
});
