import { afterAll } from 'vitest';
import { realF32, untouchedF32, wholeU32 } from '../../compute/numbers.fixture';
import { agreesWithOracle } from '../../compute/run-on-both.fixture';
import { createWebGpuDevice } from '../../compute/webgpu/webgpu-device';
import { emaSizes } from './ema-sizes';
import { emaUpdate } from './ema-update';
import { lloydUpdate } from './lloyd-update';

const gpu = await createWebGpuDevice();
afterAll(() => gpu.destroy());

const codebooks = [
  { codes: 1, dim: 1 },
  { codes: 1, dim: 65 },
  { codes: 63, dim: 1 },
  { codes: 64, dim: 1 },
  { codes: 65, dim: 1 },
  { codes: 7, dim: 9 },
  { codes: 300, dim: 8 },
];

agreesWithOracle(
  gpu,
  lloydUpdate,
  [
    ...codebooks.map(({ codes, dim }) => ({
      name: `${codes} codes, ${dim} dims, some without rows`,
      arrays: {
        sum: realF32(codes * dim, 100, codes),
        count: wholeU32(codes, 4, dim),
        codebook: realF32(codes * dim + 1, 1, codes + 1),
      },
      calls: [{ codes, dim }],
    })),
    {
      name: 'no code has rows: every codeword stays',
      arrays: {
        sum: realF32(70, 100, 1),
        count: new Uint32Array(10),
        codebook: realF32(70, 1, 2),
      },
      calls: [{ codes: 10, dim: 7 }],
    },
    {
      name: 'counts of millions',
      arrays: {
        sum: realF32(6, 2 ** 40, 1),
        count: Uint32Array.of(1, 2 ** 24 - 1, 2 ** 24),
        codebook: realF32(6, 1, 2),
      },
      calls: [{ codes: 3, dim: 2 }],
    },
  ],
  // WGSL divides to 2.5 units in the last place.
  { codebook: { relative: 3e-7 } },
);

agreesWithOracle(
  gpu,
  emaSizes,
  [1, 7, 64, 300].flatMap((codes) =>
    [0, 0.5, 0.99, 1].map((decay) => ({
      name: `${codes} codes, decay ${decay}`,
      arrays: {
        count: wholeU32(codes, 50, codes),
        size: new Float32Array(codes).fill(1),
        smoothSize: untouchedF32(codes + 1),
      },
      // Three batches with the same counts.
      calls: [0, 1, 2].map(() => ({ codes, decay, epsilon: 1e-5 })),
    })),
  ),
  // n is a sum of up to 300 sizes, all of one sign.
  { size: { relative: 1e-6 }, smoothSize: { relative: 300 * 2 ** -24 } },
);

agreesWithOracle(
  gpu,
  emaUpdate,
  codebooks.flatMap(({ codes, dim }) =>
    [0, 0.5, 0.99, 1].map((decay) => ({
      name: `${codes} codes, ${dim} dims, decay ${decay}`,
      arrays: {
        sum: realF32(codes * dim, 10, codes),
        smoothSize: realF32(codes, 0.5, dim).map((size) => size + 1),
        total: realF32(codes * dim + 1, 1, codes + 1),
        codebook: untouchedF32(codes * dim + 1),
      },
      calls: [{ codes, dim, decay }],
    })),
  ),
  // Terms up to 10, of either sign: the error is theirs where they cancel.
  {
    total: { relative: 1e-6, absolute: 2e-6 },
    codebook: { relative: 1e-6, absolute: 4e-6 },
  },
);
