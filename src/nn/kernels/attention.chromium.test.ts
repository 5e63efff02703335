import { afterAll } from 'vitest';
import { realF32, untouchedF32, wholeU32 } from '../../compute/numbers.fixture';
import { agreesWithOracle } from '../../compute/run-on-both.fixture';
import { createWebGpuDevice } from '../../compute/webgpu/webgpu-device';
import { attentionWeights } from './attention-weights';
import { attentionWeightsBackward } from './attention-weights-backward';
import { NO_BUCKET, positionBias } from './position-bias';
import { positionBiasGradient } from './position-bias-gradient';

const gpu = await createWebGpuDevice();
afterAll(() => gpu.destroy());

/** Sequences of `lengths` keys, `stride` of them as stored. */
const BATCHES = [
  { lengths: [], heads: 2, queries: 4, stride: 4 },
  { lengths: [1], heads: 1, queries: 1, stride: 4 },
  { lengths: [4, 0, 3, 1], heads: 3, queries: 4, stride: 4 },
  { lengths: [5, 8, 12], heads: 2, queries: 12, stride: 12 },
  { lengths: [64, 63, 65], heads: 1, queries: 8, stride: 68 },
];

agreesWithOracle(
  gpu,
  attentionWeights,
  BATCHES.flatMap(({ lengths, heads, queries, stride }) =>
    [0, 1].map((BIASED) => {
      const rows = lengths.length * heads * queries;
      const period = heads * queries * stride;
      // Every third query of a head may not meet its later keys.
      const bias = realF32(period, 2, 5).map((x, at) =>
        Math.floor(at / stride) % 3 === 0 && at % stride > 0 ? -1e30 : x,
      );
      return {
        name: `lengths [${lengths.join(', ')}], ${heads} heads, ${queries} queries, BIASED ${BIASED}`,
        arrays: {
          length: Uint32Array.from(lengths.length > 0 ? lengths : [0]),
          bias,
          weight: new Float32Array([...realF32(rows * stride, 30, 1), 7, 7, 7, 7]),
        },
        calls: [{ rows, heads, queries, stride }],
        overrides: { BIASED },
      };
    }),
  ),
  { weight: { relative: 1e-4, absolute: 1e-6 } },
);

agreesWithOracle(
  gpu,
  attentionWeightsBackward,
  [0, 1, 3, 64, 65].flatMap((rows) =>
    [4, 12, 68].map((stride) => ({
      name: `${rows} rows, ${stride} keys`,
      arrays: {
        weight: realF32(rows * stride + 4, 0.5, 1).map((x, at) => (at % 5 === 0 ? 0 : x)),
        gradient: realF32(rows * stride + 4, 3, 2),
      },
      calls: [{ rows, stride }],
    })),
  ),
  { gradient: { relative: 1e-5, absolute: 1e-4 } },
);

/** Shapes of [heads][queries][stride] with tables that cover more than they need. */
const BIASES = [
  { heads: 1, queries: 1, keys: 1, stride: 4, span: 1 },
  { heads: 4, queries: 4, keys: 3, stride: 4, span: 4 },
  { heads: 3, queries: 12, keys: 12, stride: 12, span: 20 },
  { heads: 2, queries: 3, keys: 65, stride: 68, span: 70 },
];

/** Buckets at random, later keys forbidden where `causal`. */
const bucketsOf = (span: number, causal: boolean) =>
  wholeU32(2 * span - 1, 5, span).map((b, at) => (causal && at >= span ? NO_BUCKET : b));

agreesWithOracle(
  gpu,
  positionBias,
  BIASES.flatMap(({ heads, queries, stride, span }) =>
    [true, false].map((causal) => ({
      name: `${heads} heads, ${queries} x ${stride}, span ${span}, causal ${String(causal)}`,
      arrays: {
        table: realF32(5 * 8, 1, 3),
        bucket: bucketsOf(span, causal),
        bias: untouchedF32(heads * queries * stride + 4),
      },
      calls: [{ heads, queries, stride, span, tableStride: 8 }],
    })),
  ),
);

agreesWithOracle(
  gpu,
  positionBiasGradient,
  BIASES.flatMap(({ heads, queries, keys, stride, span }) =>
    [true, false].map((causal) => ({
      name: `${heads} heads, ${queries} x ${keys}, span ${span}, causal ${String(causal)}`,
      arrays: {
        biasGradient: realF32(heads * queries * stride, 1, 3),
        bucket: bucketsOf(span, causal),
        gradient: realF32(5 * 8 + 1, 1, 4),
      },
      calls: [{ heads, queries, keys, stride, span, buckets: 5, tableStride: 8 }],
    })),
  ),
  { gradient: { relative: 1e-5, absolute: 1e-5 } },
);
