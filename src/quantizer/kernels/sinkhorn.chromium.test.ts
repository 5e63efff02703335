import { afterAll, describe, expect, test } from 'vitest';
import { realF32, untouchedF32, untouchedU32 } from '../../compute/numbers.fixture';
import { agreesWithOracle } from '../../compute/run-on-both.fixture';
import { createWebGpuDevice } from '../../compute/webgpu/webgpu-device';
import { pairDistances } from './pair-distances';
import { rotateGradient } from './rotate-gradient';
import { sinkhornColumns } from './sinkhorn-columns';
import { sinkhornMerge } from './sinkhorn-merge';
import { sinkhornRows } from './sinkhorn-rows';
import { sinkhornSharpness } from './sinkhorn-sharpness';

const gpu = await createWebGpuDevice();
afterAll(() => gpu.destroy());

const SHAPES = [
  { rows: 0, codes: 3, stride: 64 },
  { rows: 1, codes: 1, stride: 64 },
  { rows: 63, codes: 64, stride: 64 },
  { rows: 65, codes: 65, stride: 128 },
  { rows: 130, codes: 100, stride: 128 },
].map((shape) => ({ name: `${shape.rows} rows, ${shape.codes} codes`, ...shape }));

const positive = (length: number, seed: number) => realF32(length, 1, seed).map((x) => x + 1.5);
/** exp and log of a GPU: WGSL allows a few units in the last place of terms of some 10. */
const LOG = { relative: 1e-5, absolute: 1e-5 };

agreesWithOracle(
  gpu,
  pairDistances,
  SHAPES.flatMap(({ name, rows, codes, stride }) =>
    [0, 1].map((cosine) => ({
      name: `${name}, ${cosine ? 'cosine' : 'L2'}`,
      arrays: {
        norm2: positive(rows, 1),
        codeNorm2: positive(stride, 2),
        distance: realF32(rows * stride + 4, 1, 3),
        rowMean: untouchedF32(rows + 1),
        rowM2: untouchedF32(rows + 1),
      },
      calls: [{ rows, codes, stride, cosine }],
    })),
  ),
  {
    distance: { relative: 1e-6, absolute: 1e-6 },
    rowMean: { relative: 1e-5, absolute: 1e-5 },
    rowM2: { relative: 1e-4, absolute: 1e-5 },
  },
);

agreesWithOracle(
  gpu,
  sinkhornSharpness,
  SHAPES.map(({ name, rows, codes }) => ({
    name,
    arrays: {
      rowMean: realF32(rows, 1, 1),
      rowM2: positive(rows, 2),
      sharpness: untouchedF32(1),
    },
    calls: [{ rows, codes, scale: 10 }],
  })),
  { sharpness: { relative: 1e-5 } },
);

describe('sinkhorn-sharpness', () => {
  test('equal distances give 0, not infinity', async () => {
    const arena = gpu.arena('test');
    const rowMean = arena.tensor('mean', 'f32', 2);
    const rowM2 = arena.tensor('m2', 'f32', 2);
    const sharpness = arena.tensor('sharpness', 'f32', 1);
    gpu.write(rowMean, new Float32Array([3, 3]));
    await gpu.prepare(sinkhornSharpness);
    gpu.run(sinkhornSharpness, {
      tensors: { rowMean, rowM2, sharpness },
      params: { rows: 2, codes: 5, scale: 10 },
    });
    // -0 would do as well: it multiplies distances.
    expect(Math.abs((await gpu.read(sharpness))[0]!)).toBe(0);
    arena.dispose();
  });
});

const BLOCK = 64;
agreesWithOracle(
  gpu,
  sinkhornColumns,
  SHAPES.map(({ name, rows, codes, stride }) => ({
    name,
    arrays: {
      distance: positive(rows * stride, 1),
      sharpness: new Float32Array([-7]),
      rowPotential: realF32(rows, 3, 2),
      largest: untouchedF32(Math.ceil(rows / BLOCK) * stride + 4),
      total: untouchedF32(Math.ceil(rows / BLOCK) * stride + 4),
    },
    calls: [{ rows, codes, stride, block: BLOCK }],
  })),
  { largest: LOG, total: { relative: 1e-4 } },
);

agreesWithOracle(
  gpu,
  sinkhornMerge,
  [1, 64, 65].flatMap((codes) =>
    [1, 3].map((blocks) => ({
      name: `${codes} codes, ${blocks} blocks`,
      arrays: {
        largest: realF32(codes * blocks, 200, 1),
        total: positive(codes * blocks, 2),
        codePotential: untouchedF32(codes + 1),
      },
      calls: [{ codes, stride: codes, blocks }],
    })),
  ),
  { codePotential: LOG },
);

agreesWithOracle(
  gpu,
  sinkhornRows,
  SHAPES.map(({ name, rows, codes, stride }) => ({
    name,
    arrays: {
      // Whole numbers: the terms are exact, so the codes must be, ties included.
      distance: realF32(rows * stride, 8, 1).map(Math.round),
      sharpness: new Float32Array([-2]),
      codePotential: realF32(stride, 3, 2).map(Math.round),
      rowPotential: untouchedF32(rows + 1),
      code: untouchedU32(rows + 1),
    },
    calls: [{ rows, codes, stride }],
  })),
  { rowPotential: LOG },
);

agreesWithOracle(
  gpu,
  rotateGradient,
  [
    ...[0, 1, 63, 65].map((rows) => ({ rows, dim: 8 })),
    ...[4, 64].map((dim) => ({ rows: 5, dim })),
  ].map(({ rows, dim }) => ({
    name: `${rows} rows, ${dim} dims`,
    arrays: {
      // Row 0 has a zero latent, row 1 a zero quantized, row 2 opposite directions.
      latent: realF32(rows * dim, 1, 1).map((x, i) => (i < dim ? 0 : x)),
      quantized: realF32(rows * dim, 1, 2).map((x, i) =>
        i >= dim && i < 2 * dim ? 0 : i >= 2 * dim && i < 3 * dim ? -realF32(i + 1, 1, 1)[i]! : x,
      ),
      gradient: realF32(rows * dim + 1, 1, 3),
    },
    calls: [{ rows, dim }],
  })),
  { gradient: { relative: 1e-4, absolute: 1e-5 } },
);
