import { afterAll, expect, test } from 'vitest';
import { realF32, untouchedF32 } from '../../compute/numbers.fixture';
import { agreesWithOracle, runOn } from '../../compute/run-on-both.fixture';
import { createWebGpuDevice } from '../../compute/webgpu/webgpu-device';
import { dropout } from './dropout';

const gpu = await createWebGpuDevice();
afterAll(() => gpu.destroy());

const paramsOf = (count: number, rate: number) => ({
  count,
  seed: 7,
  rate,
  scale: 1 / (1 - rate),
});

agreesWithOracle(
  gpu,
  dropout,
  [0, 4, 252, 256, 260, 4100].flatMap((count) =>
    [0, 0.1, 0.5, 0.9].map((rate) => ({
      name: `${count} elements at rate ${rate}`,
      arrays: { x: realF32(count, 2, 1), y: untouchedF32(count + 4) },
      calls: [paramsOf(count, rate)],
    })),
  ),
);

test('rate 0 is a copy', async () => {
  const x = realF32(64, 2, 1);
  const arrays = { x, y: new Float32Array(64) };
  expect((await runOn(gpu, dropout, { arrays, calls: [paramsOf(64, 0)] })).y).toEqual(x);
});

test('a quarter is dropped at rate 0.25, and the mean stays', async () => {
  const count = 16_384;
  const arrays = { x: new Float32Array(count).fill(1), y: new Float32Array(count) };
  const { y } = await runOn(gpu, dropout, { arrays, calls: [paramsOf(count, 0.25)] });
  // The standard deviation of the share is 0.0034.
  expect(Math.abs(y!.filter((value) => value === 0).length / count - 0.25)).toBeLessThan(0.015);
});
