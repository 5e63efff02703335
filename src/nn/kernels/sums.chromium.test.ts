import { afterAll } from 'vitest';
import { realF32, untouchedF32, wholeF32 } from '../../compute/numbers.fixture';
import { agreesWithOracle } from '../../compute/run-on-both.fixture';
import { createWebGpuDevice } from '../../compute/webgpu/webgpu-device';
import { clipScale } from './clip-scale';
import { columnSums } from './column-sums';
import { matrixF32, outputF32, SHAPES } from './matrices.fixture';
import { outerRows } from './outer-rows';
import { sumSquares } from './sum-squares';
import { sumValues } from './sum-values';

const gpu = await createWebGpuDevice();
afterAll(() => gpu.destroy());

const VECTORS = [
  [0, 4],
  [1, 256],
  [255, 256],
  [256, 256],
  [257, 256],
  [300, 4],
  [1000, 1000],
] as const;

agreesWithOracle(
  gpu,
  columnSums,
  SHAPES.flatMap((shape) =>
    [1, 64, 1000].flatMap((block) =>
      [0, 1].map((accumulate) => ({
        name: `${shape.name} in blocks of ${block}${accumulate ? ', added' : ''}`,
        arrays: {
          value: matrixF32(shape, 9, shape.rows, wholeF32),
          sum: outputF32({ rows: Math.ceil(shape.rows / block), stride: shape.stride }),
        },
        calls: [{ rows: shape.rows, stride: shape.stride, block, accumulate }],
      })),
    ),
  ),
);

agreesWithOracle(
  gpu,
  outerRows,
  [
    { first: 0, rows: 3, m: 8, n: 8 },
    { first: 4, rows: 5, m: 16, n: 64 },
    { first: 64, rows: 66, m: 24, n: 264 },
    { first: 4, rows: 4, m: 8, n: 8 },
  ].map((params) => ({
    name: `rows ${params.first} to ${params.rows}, ${params.m} x ${params.n}`,
    arrays: {
      a: matrixF32({ rows: params.rows, cols: params.m, stride: params.m }, 9, 1, wholeF32),
      b: matrixF32({ rows: params.rows, cols: params.n, stride: params.n }, 9, 2, wholeF32),
      c: wholeF32((params.m + 1) * params.n, 9, 3),
    },
    calls: [params],
  })),
);

agreesWithOracle(
  gpu,
  sumValues,
  VECTORS.flatMap(([count, block]) =>
    [0, 1].map((accumulate) => ({
      name: `${count} values in blocks of ${block}${accumulate ? ', added' : ''}`,
      arrays: {
        value: wholeF32(count, 100, count),
        sum: untouchedF32(Math.ceil(count / block) + 1),
      },
      calls: [{ count, block, scale: 0.5, accumulate }],
    })),
  ),
);

agreesWithOracle(
  gpu,
  sumSquares,
  VECTORS.map(([count, block]) => ({ count: count * 4, block: block * 4 })).map((params) => ({
    name: `${params.count} values in blocks of ${params.block}`,
    arrays: {
      value: wholeF32(params.count, 9, 1),
      sum: untouchedF32(Math.ceil(params.count / params.block) + 4),
    },
    calls: [{ ...params, first: 3 }],
  })),
);

agreesWithOracle(
  gpu,
  clipScale,
  [
    { name: 'no partials: factor 1', partialSum: new Float32Array(1), count: 0 },
    { name: 'no gradient', partialSum: new Float32Array(3), count: 3 },
    { name: 'a norm below the bound', partialSum: Float32Array.of(0.5, 0.25, NaN), count: 2 },
    { name: 'the bound itself', partialSum: Float32Array.of(2.25, 0, NaN), count: 2 },
    { name: 'a norm above', partialSum: realF32(300, 9, 1).map(Math.abs), count: 300 },
  ].map(({ name, partialSum, count }) => ({
    name,
    arrays: { partialSum, clip: untouchedF32(3) },
    calls: [{ count, maxNorm: 1.5 }],
  })),
  { clip: { relative: 300 * 2 ** -24 } },
);
