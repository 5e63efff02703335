import { afterAll } from 'vitest';
import { realF32, untouchedF32, wholeU32 } from '../../compute/numbers.fixture';
import { agreesWithOracle } from '../../compute/run-on-both.fixture';
import { createWebGpuDevice } from '../../compute/webgpu/webgpu-device';
import { gatherRows } from './gather-rows';
import { SHAPES } from './matrices.fixture';

const gpu = await createWebGpuDevice();
afterAll(() => gpu.destroy());

agreesWithOracle(gpu, gatherRows, [
  ...SHAPES.map(({ name, rows, stride }) => ({
    name: `${name} of 10`,
    arrays: {
      matrix: realF32(10 * stride, 1, stride),
      index: wholeU32(rows + 1, 10, rows),
      gathered: untouchedF32(rows * stride + 1),
    },
    calls: [{ count: rows, dim: stride }],
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
