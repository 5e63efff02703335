import { afterAll } from 'vitest';
import { realF32 } from '../../compute/numbers.fixture';
import { agreesWithOracle } from '../../compute/run-on-both.fixture';
import { createWebGpuDevice } from '../../compute/webgpu/webgpu-device';
import { adamw } from './adamw';

const gpu = await createWebGpuDevice();
afterAll(() => gpu.destroy());

/** Three steps from moments of zero. */
const steps = (count: number) =>
  [1, 2, 3].map((t) => ({
    count,
    beta1: 0.9,
    beta2: 0.999,
    fresh1: 1 - 0.9,
    fresh2: 1 - 0.999,
    rate: 0.01 / (1 - 0.9 ** t),
    root: Math.sqrt(1 - 0.999 ** t),
    epsilon: 1e-8,
    decay: 0.01 * 0.1,
  }));

agreesWithOracle(
  gpu,
  adamw,
  [0, 4, 252, 256, 260, 4100].flatMap((count) =>
    [1, 0.25].map((clip) => ({
      name: `${count} elements, gradient times ${clip}`,
      arrays: {
        clip: Float32Array.of(clip, NaN),
        // A zero every now and then, as in padding.
        gradient: realF32(count, 1, 1).map((x, i) => (i % 5 === 4 ? 0 : x)),
        value: realF32(count + 4, 1, 2).map((x, i) => (i % 5 === 4 ? 0 : x)),
        moment1: new Float32Array(count + 4),
        moment2: new Float32Array(count + 4),
      },
      calls: steps(count),
    })),
  ),
  {
    value: { relative: 1e-5, absolute: 1e-6 },
    moment1: { relative: 1e-5, absolute: 1e-7 },
    moment2: { relative: 1e-5, absolute: 1e-12 },
  },
);
