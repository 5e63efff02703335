import { afterAll } from 'vitest';
import { untouchedF32 } from '../../compute/numbers.fixture';
import { agreesWithOracle } from '../../compute/run-on-both.fixture';
import { createWebGpuDevice } from '../../compute/webgpu/webgpu-device';
import { cosineLoss } from './cosine-loss';
import { l1Loss } from './l1-loss';
import { matrixF32, outputF32, SHAPES, type Shape } from './matrices.fixture';
import { mseLoss } from './mse-loss';

const gpu = await createWebGpuDevice();
afterAll(() => gpu.destroy());

const arraysOf = (shape: Shape) => ({
  prediction: matrixF32(shape, 2, 1),
  goal: matrixF32(shape, 2, 2),
  gradient: outputF32(shape),
  loss: untouchedF32(shape.rows + 1),
});

const cases = SHAPES.map((shape) => ({
  name: shape.name,
  arrays: arraysOf(shape),
  calls: [{ rows: shape.rows, cols: shape.cols, stride: shape.stride, weight: 0.7 }],
}));

/** Sums of at most 260 terms. */
const TOLERANCES = {
  loss: { relative: 260 * 2 ** -24, absolute: 1e-6 },
  gradient: { relative: 1e-5, absolute: 1e-6 },
};

agreesWithOracle(gpu, mseLoss, cases, TOLERANCES);
agreesWithOracle(gpu, l1Loss, cases, TOLERANCES);

const equal = arraysOf({ rows: 5, cols: 5, stride: 8 });
agreesWithOracle(
  gpu,
  l1Loss,
  [
    {
      name: 'equal matrices: no gradient',
      arrays: { ...equal, goal: equal.prediction },
      calls: [{ rows: 5, cols: 5, stride: 8, weight: 1 }],
    },
  ],
  TOLERANCES,
);

/** Rows without a direction, of either side. */
function withZeroRows(shape: Shape) {
  const arrays = arraysOf(shape);
  arrays.prediction.fill(0, 0, shape.stride);
  arrays.goal.fill(0, shape.stride, 2 * shape.stride);
  return arrays;
}

agreesWithOracle(
  gpu,
  cosineLoss,
  [
    ...cases.map(({ name, arrays, calls }) => ({ name, arrays, calls })),
    {
      name: 'zero vectors',
      arrays: withZeroRows({ rows: 4, cols: 9, stride: 16 }),
      calls: [{ rows: 4, cols: 9, stride: 16, weight: 1 }],
    },
    {
      name: 'equal vectors',
      arrays: { ...equal, goal: equal.prediction },
      calls: [{ rows: 5, cols: 5, stride: 8, weight: 1 }],
    },
  ].map(({ calls, ...rest }) => ({
    ...rest,
    calls: calls.map(({ rows, stride, weight }) => ({ rows, stride, weight })),
  })),
  // Vectors of one column are parallel: what is left of 1 - cos is a rounding of 1.
  { loss: { relative: 1e-5, absolute: 2e-6 }, gradient: { relative: 1e-4, absolute: 5e-6 } },
);
