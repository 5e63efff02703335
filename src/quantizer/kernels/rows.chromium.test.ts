import { afterAll } from 'vitest';
import { realF32, untouchedF32, wholeU32 } from '../../compute/numbers.fixture';
import { agreesWithOracle } from '../../compute/run-on-both.fixture';
import { createWebGpuDevice } from '../../compute/webgpu/webgpu-device';
import { keepColumns } from './keep-columns';
import { SHAPES, VEC4_SHAPES } from './layout.fixture';
import { subtractCodewords } from './subtract-codewords';

const gpu = await createWebGpuDevice();
afterAll(() => gpu.destroy());

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
