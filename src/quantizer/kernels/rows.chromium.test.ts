import { afterAll, describe, expect, test } from 'vitest';
import {
  realF32,
  untouchedF32,
  wholeF32,
  wholeU32,
} from '../../compute/numbers.fixture';
import { agreesWithOracle, runOn } from '../../compute/run-on-both.fixture';
import { createWebGpuDevice } from '../../compute/webgpu/webgpu-device';
import { gatherRows } from './gather-rows';
import { codeStride, transposedShape } from './layout';
import { transposed } from './layout.fixture';
import { prepareCodebook } from './prepare-codebook';
import { rowDistortion } from './row-distortion';
import { rowFidelity } from './row-fidelity';
import { rowNorms } from './row-norms';
import { subtractCodewords } from './subtract-codewords';
import { sumBlocks } from './sum-blocks';
import { transposeRows } from './transpose-rows';

const gpu = await createWebGpuDevice();
afterAll(() => gpu.destroy());

const shapes = [
  ...[0, 1, 63, 64, 65, 513].map((rows) => ({ rows, dim: 3 })),
  ...[1, 2, 7, 8, 9, 100, 513].map((dim) => ({ rows: 5, dim })),
].map((shape) => ({ name: `${shape.rows} rows, ${shape.dim} dims`, ...shape }));

/** Sums of at most 513 squares in Float32 against Float64: 513 roundings of 2^-24 at worst. */
const SUM_OF_SQUARES = { relative: 513 * 2 ** -24 };

agreesWithOracle(gpu, gatherRows, [
  ...shapes.map(({ name, rows, dim }) => ({
    name: `${name} of 10`,
    arrays: {
      matrix: realF32(10 * dim, 1, dim),
      index: wholeU32(rows, 10, rows),
      gathered: untouchedF32(rows * dim + 1),
    },
    calls: [{ count: rows, dim }],
  })),
  ...[65_535, 65_536, 131_071].map((count) => ({
    name: `${count} elements in groups of one thread`,
    arrays: {
      matrix: realF32(9, 1, 1),
      index: wholeU32(count, 9, 2),
      gathered: untouchedF32(count + 1),
    },
    calls: [{ count, dim: 1 }],
    overrides: { GROUP: 1 },
  })),
]);

agreesWithOracle(
  gpu,
  transposeRows,
  shapes.map(({ name, rows, dim }) => {
    const shape = transposedShape(rows, dim);
    return {
      name,
      arrays: {
        matrix: realF32(rows * dim, 1, rows),
        transposed: untouchedF32(shape.rowStride * shape.dimPadded + 1),
      },
      calls: [{ rows, dim, ...shape }],
    };
  }),
);

agreesWithOracle(
  gpu,
  subtractCodewords,
  shapes.map(({ name, rows, dim }) => ({
    name,
    arrays: {
      codebook: realF32(7 * dim, 1, dim),
      code: wholeU32(rows, 7, rows),
      residual: realF32(rows * dim + 1, 1, rows + 1),
    },
    calls: [{ rows, dim }],
  })),
);

agreesWithOracle(
  gpu,
  rowNorms,
  shapes.flatMap(({ name, rows, dim }) =>
    [1, 2 ** 40, 0].map((scale) => {
      const { residual, rowStride } = transposed(realF32(rows * dim, scale, rows), rows, dim);
      return {
        name: `${name}, values up to ${scale}`,
        arrays: { residual, norm2: untouchedF32(rows + 1) },
        calls: [{ rows, rowStride, dim }],
      };
    }),
  ),
  { norm2: SUM_OF_SQUARES },
);

describe('quantizer/row-norms of whole numbers', () => {
  test('are exact', async () => {
    const { residual, rowStride } = transposed(wholeF32(100 * 9, 50, 1), 100, 9);
    const input = {
      arrays: { residual, norm2: untouchedF32(100) },
      calls: [{ rows: 100, rowStride, dim: 9 }],
    };
    const { norm2 } = await runOn(gpu, rowNorms, input);
    const matrix = wholeF32(100 * 9, 50, 1);
    const squares = (row: number) =>
      matrix.subarray(row * 9, (row + 1) * 9).reduce((sum, x) => sum + x * x, 0);
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
    ...shapes.map(({ name, rows, dim }) => ({
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

const codebooks = [
  ...[1, 7, 63, 64, 65, 130].map((codes) => ({ codes, dim: 3, scale: 1 })),
  ...[1, 2, 7, 8, 9, 100].map((dim) => ({ codes: 5, dim, scale: 1 })),
  ...[2 ** 40, 2 ** -40].map((scale) => ({ codes: 5, dim: 7, scale })),
].flatMap(({ codes, dim, scale }) =>
  [0, 1].map((cosine) => {
    const codebook = realF32(codes * dim, scale, codes);
    // The middle codeword is zero.
    const middle = Math.floor(codes / 2);
    if (codes > 1) codebook.fill(0, middle * dim, (middle + 1) * dim);
    const stride = codeStride(codes);
    const { dimPadded } = transposedShape(1, dim);
    return {
      name: `${codes} codes, ${dim} dims up to ${scale}, ${cosine ? 'cosine' : 'L2'}`,
      arrays: {
        codebook,
        transposed: untouchedF32(dimPadded * stride + 1),
        bias: untouchedF32(stride + 1),
        norm2: untouchedF32(stride + 1),
      },
      calls: [{ codes, dim, codeStride: stride, dimPadded, cosine }],
    };
  }),
);

agreesWithOracle(gpu, prepareCodebook, codebooks, {
  norm2: SUM_OF_SQUARES,
  bias: SUM_OF_SQUARES,
  transposed: { relative: 1e-5 },
});

agreesWithOracle(
  gpu,
  sumBlocks,
  [
    [0, 4],
    [1, 1],
    [1, 256],
    [255, 256],
    [256, 256],
    [257, 256],
    [64, 1],
    [65, 1],
    [513, 7],
  ].map(([rows = 0, block = 1]) => ({
    name: `${rows} whole numbers in blocks of ${block}`,
    arrays: {
      value: wholeF32(rows, 1000, rows),
      partialSum: untouchedF32(Math.ceil(rows / block) + 1),
    },
    calls: [{ rows, block }],
  })),
);

agreesWithOracle(
  gpu,
  sumBlocks,
  [
    {
      name: '1,000 positive numbers in blocks of 256',
      arrays: {
        value: realF32(1000, 1, 3).map(Math.abs),
        partialSum: untouchedF32(5),
      },
      calls: [{ rows: 1000, block: 256 }],
    },
  ],
  { partialSum: { relative: 256 * 2 ** -24 } },
);
