import { afterAll, expect, test } from 'vitest';
import { createCpuDevice } from '../../compute/cpu/cpu-device';
import type { Device } from '../../compute/device';
import { mismatches } from '../../compute/mismatches.fixture';
import { realF32 } from '../../compute/numbers.fixture';
import { createWebGpuDevice } from '../../compute/webgpu/webgpu-device';
import { prepareNn } from '../kernels';
import { InfoNce } from './info-nce';

const gpu = await createWebGpuDevice();
afterAll(() => gpu.destroy());

const STRIDE = 16;

/** Loss and gradients of two batches, the larger one first. */
async function contrastOn(device: Device, sizes: readonly number[]) {
  await prepareNn(device);
  const arena = device.arena('contrast');
  try {
    const run = { device, spend: () => Promise.resolve() };
    const largest = Math.max(...sizes);
    const loss = new InfoNce(arena, { name: 'clip', rows: largest, cols: STRIDE });
    loss.initialise(device);
    const left = arena.tensor('left', 'f32', largest * STRIDE);
    const right = arena.tensor('right', 'f32', largest * STRIDE);
    device.write(left, realF32(left.length, 1, 1));
    device.write(right, realF32(right.length, 1, 2));
    const found: Float32Array[] = [];
    for (const rows of sizes) {
      const gradients = await loss.queue(run, { left, right, rows, weight: 1 });
      found.push(await device.read(gradients.left, rows * STRIDE));
      found.push(await device.read(gradients.right!, rows * STRIDE));
    }
    const scale = await device.read(loss.logScale.gradient);
    return { total: await loss.total.take(device), found, scale };
  } finally {
    arena.dispose();
  }
}

test('InfoNce agrees on both devices, batch by batch', async () => {
  const webgpu = await contrastOn(gpu, [70, 33]);
  const cpu = await contrastOn(createCpuDevice(), [70, 33]);
  expect(webgpu.total).toBeCloseTo(cpu.total, 4);
  const tolerances = { a: { relative: 1e-3, absolute: 1e-5 } };
  webgpu.found.forEach((a, at) => {
    expect(mismatches({ a }, { a: cpu.found[at] }, tolerances)).toEqual([]);
  });
  expect(mismatches({ a: webgpu.scale }, { a: cpu.scale }, tolerances)).toEqual([]);
});
