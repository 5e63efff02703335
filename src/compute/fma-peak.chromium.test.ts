import { afterAll } from 'vitest';
import { fmaLoop, fmaPeak, PEAK_THREADS } from './fma-peak';
import { untouchedF32 } from './numbers.fixture';
import { agreesWithOracle } from './run-on-both.fixture';
import { createWebGpuDevice } from './webgpu/webgpu-device';

const gpu = await createWebGpuDevice();
afterAll(() => gpu.destroy());

for (const kernel of [fmaPeak, fmaLoop]) {
  agreesWithOracle(
    gpu,
    kernel,
    [
      [0, 0.5, 1],
      [8, 1, 2],
      [8, 0.5, 1],
      [64, 0.999, 0.001],
    ].map(([rounds = 0, scale = 0, step = 0]) => ({
      name: `${rounds} rounds of value * ${scale} + ${step}`,
      arrays: { result: untouchedF32(PEAK_THREADS) },
      calls: [{ rounds, scale, step }],
    })),
    // One rounding a round, and the final sum of eight.
    { result: { relative: 80 * 2 ** -24 } },
  );
}
