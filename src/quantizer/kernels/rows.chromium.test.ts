import { afterAll } from 'vitest';
import { realF32, untouchedF32, wholeU32 } from '../../compute/numbers.fixture';
import { agreesWithOracle } from '../../compute/run-on-both.fixture';
import { createWebGpuDevice } from '../../compute/webgpu/webgpu-device';
import { gatherRows } from './gather-rows';
import { keepColumns } from './keep-columns';
import { SHAPES, VEC4_SHAPES } from './layout.fixture';
import { subtractCodewords } from './subtract-codewords';

const gpu = await createWebGpuDevice();
afterAll(() => gpu.destroy());

agreesWithOracle(gpu, gatherRows, [
  ...SHAPES.map(({ name, rows, dim }) => ({
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
  subtractCodewords,
  SHAPES.map(({ name, rows, dim }) => ({
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
  keepColumns,
  VEC4_SHAPES.flatMap(({ name, rows, dim }) =>
    [
      [0, dim],
      [1, 3],
      [dim - 1, dim],
      [2, 2],
    ].map(([begin = 0, end = 0]) => ({
      name: `${name}, columns ${begin} to ${end}`,
      arrays: {
        matrix: realF32(rows * dim, 1, dim),
        kept: untouchedF32(rows * dim + 4),
      },
      calls: [{ count: rows * dim, dim, begin, end }],
    })),
  ),
);
