import { afterAll } from 'vitest';
import { realF32, untouchedF32 } from '../../compute/numbers.fixture';
import { agreesWithOracle } from '../../compute/run-on-both.fixture';
import { createWebGpuDevice } from '../../compute/webgpu/webgpu-device';
import { l2Normalise } from './l2-normalise';
import { l2NormaliseBackward } from './l2-normalise-backward';
import { matrixF32, outputF32, SHAPES, vectorF32, type Shape } from './matrices.fixture';
import { normGainSums } from './norm-gain-sums';
import { normRows } from './norm-rows';
import { normRowsBackward } from './norm-rows-backward';

const gpu = await createWebGpuDevice();
afterAll(() => gpu.destroy());

const EPSILON = 1e-5;

const cases = SHAPES.flatMap((shape) =>
  [1, 0].map((CENTRED) => ({
    name: `${shape.name}, ${CENTRED ? 'LayerNorm' : 'RMSNorm'}`,
    shape,
    overrides: { CENTRED },
  })),
);

const statOf = ({ rows }: Shape) =>
  realF32(rows * 2, 0.5, 5).map((value, at) => (at % 2 === 1 ? value + 1 : value));

agreesWithOracle(
  gpu,
  normRows,
  [
    ...cases.map((given) => ({ ...given, x: matrixF32(given.shape, 2, 1) })),
    ...[1, 0].map((CENTRED) => ({
      name: `equal values, ${CENTRED ? 'LayerNorm' : 'RMSNorm'}`,
      shape: { rows: 2, cols: 5, stride: 8 },
      overrides: { CENTRED },
      x: Float32Array.of(3, 3, 3, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
    })),
  ].map(({ name, shape, overrides, x }) => ({
    name,
    arrays: {
      x,
      gain: vectorF32(shape, 2, 2),
      bias: vectorF32(shape, 2, 3),
      y: outputF32(shape),
      stat: untouchedF32(shape.rows * 2 + 2),
    },
    calls: [{ ...shape, epsilon: EPSILON }],
    overrides,
  })),
  // Of one column nothing is left but the rounding of the mean, times 1 / sqrt(epsilon).
  { y: { relative: 1e-5, absolute: 1e-4 }, stat: { relative: 1e-5, absolute: 1e-6 } },
);

agreesWithOracle(
  gpu,
  normRowsBackward,
  cases.flatMap(({ name, shape, overrides }) =>
    [0, 1].map((accumulate) => ({
      name: `${name}, accumulate ${accumulate}`,
      arrays: {
        x: matrixF32(shape, 2, 1),
        gain: vectorF32(shape, 2, 2),
        stat: statOf(shape),
        dy: matrixF32(shape, 2, 4),
        dx: accumulate === 1 ? matrixF32(shape, 2, 5) : outputF32(shape),
      },
      calls: [{ ...shape, accumulate }],
      overrides,
    })),
  ),
  { dx: { relative: 1e-5, absolute: 2e-5 } },
);

agreesWithOracle(
  gpu,
  normGainSums,
  SHAPES.flatMap((shape) =>
    [1, 64].map((block) => ({
      name: `${shape.name} in blocks of ${block}`,
      arrays: {
        x: matrixF32(shape, 2, 1),
        stat: statOf(shape),
        dy: matrixF32(shape, 2, 4),
        sum: outputF32({ rows: Math.ceil(shape.rows / block), stride: shape.stride }),
      },
      calls: [{ rows: shape.rows, stride: shape.stride, block }],
    })),
  ),
  { sum: { relative: 1e-5, absolute: 1e-4 } },
);

/** With a row that has no direction. */
function directions(shape: Shape) {
  const x = matrixF32(shape, 2, 1);
  if (shape.rows > 1) x.fill(0, shape.stride, 2 * shape.stride);
  return x;
}

agreesWithOracle(
  gpu,
  l2Normalise,
  SHAPES.map((shape) => ({
    name: shape.name,
    arrays: { x: directions(shape), y: outputF32(shape), inverse: untouchedF32(shape.rows + 1) },
    calls: [{ rows: shape.rows, stride: shape.stride }],
  })),
  { y: { relative: 1e-5 }, inverse: { relative: 1e-5 } },
);

agreesWithOracle(
  gpu,
  l2NormaliseBackward,
  SHAPES.map((shape) => ({
    name: shape.name,
    arrays: {
      y: directions(shape),
      inverse: realF32(shape.rows, 2, 3),
      dy: matrixF32(shape, 2, 2),
      dx: outputF32(shape),
    },
    calls: [{ rows: shape.rows, stride: shape.stride }],
  })),
  // Dots of up to 260 products of at most 4, times factors of at most 4.
  { dx: { relative: 1e-5, absolute: 2e-3 } },
);
