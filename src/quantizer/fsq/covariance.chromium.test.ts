import { afterAll, beforeAll, expect, it } from 'vitest';
import { createCpuDevice } from '../../compute/cpu/cpu-device';
import type { Device } from '../../compute/device';
import { realF32 } from '../../compute/numbers.fixture';
import { createWebGpuDevice } from '../../compute/webgpu/webgpu-device';
import { assignRegister } from '../kernels/assign-codes';
import { Pacer } from '../pacer';
import { meanOf, prepareVectors } from '../vectors';
import { covarianceOf } from './covariance';

let gpu: Device;
beforeAll(async () => {
  gpu = await createWebGpuDevice();
});
afterAll(() => {
  gpu.destroy();
});

it.each([
  ['one row', 1, 3],
  ['rows off the tile', 203, 12],
  ['several slices', 40_001, 20],
])('agrees with Float64: %s', async (_, rows, dim) => {
  // A mean far from zero: digits would cancel if it were taken off afterwards.
  const raw = realF32(rows * dim, 1, 4).map((x) => x + 100);
  const vectors = await prepareVectors(raw, dim, { center: false, normalize: false });
  const mean = meanOf(vectors.values, rows, vectors.dimPadded);
  const on = async (device: Device) => {
    const pacer = new Pacer(device);
    return covarianceOf({ device, assign: assignRegister, pacer }, vectors, mean);
  };
  const expected = await on(createCpuDevice());
  const actual = await on(gpu);
  const scale = expected.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  actual.forEach((value, i) => {
    expect(Math.abs(value - expected[i]!)).toBeLessThanOrEqual(1e-5 * scale);
  });
  expect(gpu.memory).toEqual({ bytes: 0, buffers: 0 });
});
