import { afterAll, describe, expect, test } from 'vitest';
import { realF32, untouchedF32, wholeF32, wholeU32 } from '../../compute/numbers.fixture';
import { agreesWithOracle, runOn } from '../../compute/run-on-both.fixture';
import { createWebGpuDevice } from '../../compute/webgpu/webgpu-device';
import { SHAPES, SUM_OF_SQUARES, VEC4_SHAPES } from './layout.fixture';
import { rowDistortion } from './row-distortion';
import { rowFidelity } from './row-fidelity';
import { rowNorms } from './row-norms';

const gpu = await createWebGpuDevice();
afterAll(() => gpu.destroy());

agreesWithOracle(
  gpu,
  rowNorms,
  VEC4_SHAPES.flatMap(({ name, rows, dim }) =>
    [1, 2 ** 40, 0].map((scale) => ({
      name: `${name}, values up to ${scale}`,
      arrays: { residual: realF32(rows * dim, scale, rows), norm2: untouchedF32(rows + 1) },
      calls: [{ rows, dim }],
    })),
  ),
  { norm2: SUM_OF_SQUARES },
);

describe('quantizer/row-norms of whole numbers', () => {
  test('are exact', async () => {
    const residual = wholeF32(100 * 16, 50, 1);
    const input = {
      arrays: { residual, norm2: untouchedF32(100) },
      calls: [{ rows: 100, dim: 16 }],
    };
    const { norm2 } = await runOn(gpu, rowNorms, input);
    const squares = (row: number) =>
      residual.subarray(row * 16, (row + 1) * 16).reduce((sum, x) => sum + x * x, 0);
    expect([...norm2!]).toEqual(Array.from({ length: 100 }, (_, row) => squares(row)));
  });
});

agreesWithOracle(
  gpu,
  rowDistortion,
  [0, 1, 63, 64, 65, 513].flatMap((rows) =>
    [0, 1].map((cosine) => ({
      name: `${rows} rows, ${cosine ? 'cosine' : 'L2'}`,
      arrays: {
        norm2: realF32(rows, 1, 1).map((x) => x + 1),
        code: wholeU32(rows, 5, rows),
        score: realF32(rows, 1, 2),
        // A zero codeword among them.
        codeNorm2: Float32Array.of(1, 0, 0.25, 4, 1.5),
        distortion: untouchedF32(rows + 1),
      },
      calls: [{ rows, cosine }],
    })),
  ),
  // Values are about 1; where they cancel, what is left carries the error of the terms.
  { distortion: { relative: 1e-6, absolute: 2e-6 } },
);

agreesWithOracle(gpu, rowDistortion, [
  {
    name: 'never negative, exact where the terms are',
    arrays: {
      norm2: Float32Array.of(4, 4, 2 ** 40, 0, 9),
      code: Uint32Array.of(0, 0, 0, 0, 0),
      score: Float32Array.of(2, 2.5, 2 ** 39, 0, 4),
      codeNorm2: Float32Array.of(1),
      distortion: untouchedF32(5),
    },
    calls: [{ rows: 5, cosine: 0 }],
  },
  {
    name: 'cosine with a zero codeword is the norm',
    arrays: {
      norm2: Float32Array.of(4, 9),
      code: Uint32Array.of(1, 0),
      score: Float32Array.of(0, 3),
      codeNorm2: Float32Array.of(9, 0),
      distortion: untouchedF32(2),
    },
    calls: [{ rows: 2, cosine: 1 }],
  },
]);

agreesWithOracle(
  gpu,
  rowFidelity,
  [
    ...SHAPES.map(({ name, rows, dim }) => ({
      name,
      vector: realF32(rows * dim, 1, 1),
      residual: realF32(rows * dim, 0.5, 2),
      rows,
      dim,
    })),
    ...[2 ** 50, 2 ** -50].map((scale) => ({
      name: `values up to ${scale}`,
      vector: realF32(70 * 9, scale, 1),
      residual: realF32(70 * 9, scale / 2, 2),
      rows: 70,
      dim: 9,
    })),
    {
      name: 'zero vectors',
      vector: new Float32Array(70 * 3),
      residual: realF32(70 * 3, 1, 2),
      rows: 70,
      dim: 3,
    },
    {
      name: 'codewords that sum to zero',
      vector: realF32(70 * 3, 1, 1),
      residual: realF32(70 * 3, 1, 1),
      rows: 70,
      dim: 3,
    },
    {
      name: 'no residual left',
      vector: wholeF32(70 * 3, 9, 1),
      residual: new Float32Array(70 * 3),
      rows: 70,
      dim: 3,
    },
  ].map(({ name, vector, residual, rows, dim }) => ({
    name,
    arrays: { vector, residual, energy: untouchedF32(rows + 1), cosine: untouchedF32(rows + 1) },
    calls: [{ rows, dim }],
  })),
  { energy: SUM_OF_SQUARES, cosine: { relative: 0, absolute: 1e-5 } },
);
