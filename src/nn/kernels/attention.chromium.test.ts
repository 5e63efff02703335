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
      const span = Math.max(queries, stride) + 1;
      // Every other head may not look at later keys.
      const bias = realF32(2 * heads * span, 2, 5).map((x, at) =>
        Math.floor(at / (2 * span)) % 2 === 0 && at % (2 * span) > span ? -1e30 : x,
      );
      return {
        name: `lengths [${lengths.join(', ')}], ${heads} heads, ${queries} queries, BIASED ${BIASED}`,
        arrays: {
          length: Uint32Array.from(lengths.length > 0 ? lengths : [0]),
          bias,
          weight: new Float32Array([...realF32(rows * stride, 30, 1), 7, 7, 7, 7]),
        },
        calls: [{ rows, heads, queries, stride, span }],
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

const SPANS = [
  { heads: 1, span: 1 },
  { heads: 4, span: 8 },
  { heads: 3, span: 72 },
];

/** Buckets at random, later keys forbidden where `causal`. */
const bucketsOf = (span: number, causal: boolean) =>
  wholeU32(2 * span - 1, 5, span).map((b, at) => (causal && at >= span ? NO_BUCKET : b));

agreesWithOracle(
  gpu,
  positionBias,
  SPANS.flatMap(({ heads, span }) =>
    [true, false].map((causal) => ({
      name: `${heads} heads, span ${span}, causal ${String(causal)}`,
      arrays: {
        table: realF32(5 * 8, 1, 3),
        bucket: bucketsOf(span, causal),
        bias: untouchedF32(heads * 2 * span + 4),
      },
      calls: [{ heads, span, tableStride: 8 }],
    })),
  ),
);

/** Lines of a query each, and of eight summed along their diagonals. */
const LINES = [
  { heads: 1, lines: 1, width: 4, step: 1, lead: 0, span: 8 },
  { heads: 4, lines: 4, width: 4, step: 1, lead: 0, span: 4 },
  { heads: 3, lines: 12, width: 68, step: 1, lead: 0, span: 72 },
  { heads: 4, lines: 1, width: 12, step: 8, lead: 8, span: 8 },
  { heads: 2, lines: 9, width: 76, step: 8, lead: 8, span: 72 },
];

agreesWithOracle(
  gpu,
  positionBiasGradient,
  LINES.flatMap((shape) =>
    [true, false].map((causal) => ({
      name: `${JSON.stringify(shape)}, causal ${String(causal)}`,
      arrays: {
        lineGradient: realF32(shape.heads * shape.lines * shape.width, 1, 3),
        bucket: bucketsOf(shape.span, causal),
        gradient: realF32(5 * 8 + 1, 1, 4),
      },
      calls: [{ ...shape, buckets: 5, tableStride: 8 }],
    })),
  ),
  { gradient: { relative: 1e-5, absolute: 1e-5 } },
);
