import { afterAll } from 'vitest';
import { realF32 } from '../../compute/numbers.fixture';
import { agreesWithOracle } from '../../compute/run-on-both.fixture';
import { createWebGpuDevice } from '../../compute/webgpu/webgpu-device';
import { priceCodes } from './price-codes';

const gpu = await createWebGpuDevice();
afterAll(() => gpu.destroy());

agreesWithOracle(
  gpu,
  priceCodes,
  [
    ...[1, 63, 64, 65, 300].map((codes) => ({
      name: `${codes} codes, the padding behind stays`,
      arrays: { price: realF32(codes, 3, codes), bias: realF32(codes + 9, 5, codes + 1) },
      calls: [{ codes }],
    })),
    {
      name: 'closed codes, and none',
      arrays: { price: Float32Array.of(1e30, 0, 1), bias: Float32Array.of(-2, -3, -4) },
      calls: [{ codes: 0 }, { codes: 2 }],
    },
  ],
  { bias: { relative: 1e-6 } },
);
