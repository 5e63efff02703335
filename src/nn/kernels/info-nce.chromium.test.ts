import { afterAll, expect, test } from 'vitest';
import { untouchedF32 } from '../../compute/numbers.fixture';
import { agreesWithOracle } from '../../compute/run-on-both.fixture';
import { createWebGpuDevice } from '../../compute/webgpu/webgpu-device';
import { infoNce } from './info-nce';
import { strideOf } from './layout';
import { logSumExp } from './log-sum-exp';
import { matrixF32, outputF32 } from './matrices.fixture';

const gpu = await createWebGpuDevice();
afterAll(() => gpu.destroy());

const LOG_SCALES = [0, Math.log(1 / 0.07), Math.log(100)];
const batches = [0, 1, 7, 8, 63, 64, 65, 130].map((rows) => ({ rows, stride: strideOf(rows) }));

/** Cosines; what stands behind the batch in a row is poison. */
function products({ rows, stride }: { rows: number; stride: number }): Float32Array {
  const product = matrixF32({ rows, cols: rows, stride }, 1, rows + 1);
  return product.map((x, at) => (at % stride < rows ? x : NaN));
}

agreesWithOracle(
  gpu,
  logSumExp,
  batches.flatMap(({ rows, stride }) =>
    LOG_SCALES.flatMap((logScale) =>
      [
        { of: 'rows', outer: stride, inner: 1 },
        { of: 'columns', outer: 1, inner: stride },
      ].map(({ of, outer, inner }) => ({
        name: `${of} of ${rows} x ${rows}, scale e^${logScale.toFixed(1)}`,
        arrays: {
          value: products({ rows, stride }),
          logScale: Float32Array.of(logScale),
          result: untouchedF32(rows + 1),
        },
        calls: [{ count: rows, terms: rows, outer, inner }],
      })),
    ),
  ),
  // Terms up to 100 carry a rounding of 100 * 2^-24 from exp(logScale), twice.
  { result: { relative: 1e-5, absolute: 2e-5 } },
);

agreesWithOracle(
  gpu,
  infoNce,
  batches.flatMap(({ rows, stride }) =>
    LOG_SCALES.map((logScale) => {
      const product = products({ rows, stride });
      const scale = Float32Array.of(logScale);
      const lse = (outer: number, inner: number) => {
        const result = new Float32Array(rows);
        logSumExp.oracle(
          { value: product, logScale: scale, result },
          { count: rows, terms: rows, outer, inner },
          logSumExp.overrides,
        );
        return result;
      };
      return {
        name: `${rows} pairs, scale e^${logScale.toFixed(1)}`,
        arrays: {
          product,
          logScale: scale,
          rowLse: lse(stride, 1),
          columnLse: lse(1, stride),
          gradient: outputF32({ rows, stride }),
          scaleGradient: untouchedF32(rows + 1),
          loss: untouchedF32(rows + 1),
          hit: untouchedF32(rows + 1),
        },
        calls: [{ rows, stride, weight: 0.7 }],
      };
    }),
  ),
  // exp of differences of terms up to 100, whose rounding is 1e-5.
  {
    gradient: { relative: 1e-4, absolute: 2e-3 },
    scaleGradient: { relative: 1e-4, absolute: 2e-3 },
    loss: { relative: 1e-5, absolute: 5e-5 },
    hit: { relative: 0, absolute: 0 },
  },
);

test('a pair is found where its product is the largest of its row, ties to the lowest column', () => {
  const product = Float32Array.of(...[1, 1, 0, 0, 0, 0, 0, 0], ...[1, 1, 0, 0, 0, 0, 0, 0]);
  const arrays = {
    ...{ product, logScale: Float32Array.of(0) },
    ...{ rowLse: new Float32Array(2), columnLse: new Float32Array(2) },
    ...{ gradient: new Float32Array(16), scaleGradient: new Float32Array(2) },
    ...{ loss: new Float32Array(2), hit: new Float32Array(2) },
  };
  infoNce.oracle(arrays, { rows: 2, stride: 8, weight: 1 }, infoNce.overrides);
  expect([...arrays.hit]).toEqual([1, 0]);
});
