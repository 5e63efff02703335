import { afterAll } from 'vitest';
import { realF32, untouchedF32 } from '../../compute/numbers.fixture';
import { agreesWithOracle } from '../../compute/run-on-both.fixture';
import { createWebGpuDevice } from '../../compute/webgpu/webgpu-device';
import { codeStride } from './layout';
import { SUM_OF_SQUARES } from './layout.fixture';
import { prepareCodebook } from './prepare-codebook';

const gpu = await createWebGpuDevice();
afterAll(() => gpu.destroy());

const codebooks = [
  ...[1, 7, 63, 64, 65, 130].map((codes) => ({ codes, dim: 8, scale: 1 })),
  ...[4, 8, 12, 16, 104, 512].map((dim) => ({ codes: 5, dim, scale: 1 })),
  ...[2 ** 40, 2 ** -40].map((scale) => ({ codes: 5, dim: 8, scale })),
].flatMap(({ codes, dim, scale }) =>
  [0, 1].map((cosine) => {
    const codebook = realF32(codes * dim, scale, codes);
    // The middle codeword is zero.
    const middle = Math.floor(codes / 2);
    if (codes > 1) codebook.fill(0, middle * dim, (middle + 1) * dim);
    const stride = codeStride(codes);
    return {
      name: `${codes} codes, ${dim} dims up to ${scale}, ${cosine ? 'cosine' : 'L2'}`,
      arrays: {
        codebook,
        prepared: untouchedF32(stride * dim + 1),
        bias: untouchedF32(stride + 1),
        norm2: untouchedF32(stride + 1),
      },
      calls: [{ codes, dim, codeStride: stride, cosine }],
    };
  }),
);

agreesWithOracle(gpu, prepareCodebook, codebooks, {
  norm2: SUM_OF_SQUARES,
  bias: SUM_OF_SQUARES,
  prepared: { relative: 1e-5 },
});
