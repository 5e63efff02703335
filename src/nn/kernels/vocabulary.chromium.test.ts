import { afterAll } from 'vitest';
import { realF32, untouchedF32, wholeU32 } from '../../compute/numbers.fixture';
import { agreesWithOracle } from '../../compute/run-on-both.fixture';
import { createWebGpuDevice } from '../../compute/webgpu/webgpu-device';
import { crossEntropy, IGNORED_LABEL } from './cross-entropy';
import { matrixF32, outputF32, SHAPES } from './matrices.fixture';
import { multiplyElements } from './multiply-elements';
import { scatterAddRows } from './scatter-add-rows';

const gpu = await createWebGpuDevice();
afterAll(() => gpu.destroy());

agreesWithOracle(
  gpu,
  crossEntropy,
  SHAPES.flatMap((shape) =>
    [0, 0.1].flatMap((smoothing) =>
      [1, 40].map((scale) => ({
        name: `${shape.name}, smoothing ${smoothing}, logits up to ${scale}`,
        arrays: {
          label: wholeU32(shape.rows + 1, shape.cols, 3).map((y, row) =>
            row % 4 === 3 ? IGNORED_LABEL : y,
          ),
          logits: matrixF32(shape, scale, 1),
          loss: untouchedF32(shape.rows + 1),
        },
        calls: [{ ...shape, smoothing, weight: 0.5 }],
      })),
    ),
  ),
  {
    logits: { relative: 1e-4, absolute: 1e-6 },
    loss: { relative: 1e-5, absolute: 2e-5 },
  },
);

agreesWithOracle(
  gpu,
  multiplyElements,
  SHAPES.map((shape) => ({
    name: shape.name,
    arrays: {
      a: matrixF32(shape, 1, 1),
      b: matrixF32(shape, 1, 2),
      product: outputF32(shape),
    },
    calls: [{ count: shape.rows * shape.stride }],
  })),
);

/** Segments of the given lengths over a table of ten rows. */
const SEGMENTS = [[], [1], [3, 1], [0, 5, 2], [70, 1, 1, 64]];

agreesWithOracle(
  gpu,
  scatterAddRows,
  SEGMENTS.flatMap((lengths) =>
    [8, 72].map((stride) => {
      const begin = lengths.reduce<number[]>((all, n) => [...all, (all.at(-1) ?? 0) + n], [0]);
      return {
        name: `segments [${lengths.join(', ')}] of ${stride} columns`,
        arrays: {
          value: realF32(9 * stride, 1, 1),
          order: wholeU32((begin.at(-1) ?? 0) + 1, 9, 2),
          begin: Uint32Array.from(begin),
          id: Uint32Array.from([7, 0, 9, 2]),
          total: realF32(10 * stride, 1, 3),
        },
        calls: [{ segments: lengths.length, stride }],
      };
    }),
  ),
  { total: { relative: 1e-5, absolute: 1e-5 } },
);
