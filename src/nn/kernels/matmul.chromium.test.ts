import { afterAll, describe, expect, test } from 'vitest';
import { mismatches } from '../../compute/mismatches.fixture';
import { realF32, untouchedF32, wholeF32 } from '../../compute/numbers.fixture';
import { runOnBoth } from '../../compute/run-on-both.fixture';
import { createWebGpuDevice } from '../../compute/webgpu/webgpu-device';
import { matmulQuad, matmulTiled, type MatmulParams } from './matmul';

const gpu = await createWebGpuDevice();
afterAll(() => gpu.destroy());

interface Product {
  readonly m: number;
  readonly n: number;
  readonly k: number;
  readonly rowBegin?: number;
  readonly accumulate?: number;
}

/** On both sides of every tile's edges; k = 0 leaves zeros. */
const PRODUCTS: readonly Product[] = [
  { m: 4, n: 4, k: 4 },
  { m: 0, n: 4, k: 4 },
  { m: 4, n: 4, k: 0 },
  { m: 60, n: 28, k: 12 },
  { m: 64, n: 32, k: 16 },
  { m: 68, n: 36, k: 20 },
  { m: 132, n: 100, k: 36 },
  { m: 128, n: 64, k: 64, rowBegin: 64 },
  { m: 100, n: 8, k: 8, rowBegin: 96 },
  { m: 68, n: 68, k: 8, accumulate: 1 },
  { m: 4, n: 260, k: 132, accumulate: 1 },
  { m: 5, n: 8, k: 8 },
  { m: 67, n: 36, k: 4, accumulate: 1 },
];

const LAYOUTS = [
  { TRANSPOSE_A: 0, TRANSPOSE_B: 0 },
  { TRANSPOSE_A: 0, TRANSPOSE_B: 1 },
  { TRANSPOSE_A: 1, TRANSPOSE_B: 0 },
  { TRANSPOSE_A: 1, TRANSPOSE_B: 1 },
] as const;
type Layout = (typeof LAYOUTS)[number];

const hasSubgroups = gpu.info.features.includes('subgroups');
const variants = [
  {
    label: hasSubgroups ? 'matmul-quad' : 'matmul-quad (this adapter has no subgroups)',
    kernel: matmulQuad,
    runs: hasSubgroups,
  },
  { label: 'matmul-tiled', kernel: matmulTiled, runs: true },
];

/** Matrices stored with `gap` spare columns behind each row. */
function single(product: Product, layout: Layout, gap = 0): MatmulParams {
  const { m, n, k, rowBegin = 0, accumulate = 0 } = product;
  return {
    rowBegin,
    m,
    n,
    k,
    lda: (layout.TRANSPOSE_A ? Math.ceil(m / 4) * 4 : k) + gap,
    ldb: (layout.TRANSPOSE_B ? k : n) + gap,
    ldc: n + gap,
    accumulate,
    batches: 1,
    inner: 1,
    ...{ aInner: 0, aOuter: 0, bInner: 0, bOuter: 0, cInner: 0, cOuter: 0 },
  };
}

function input(params: MatmulParams, layout: Layout, numbers: typeof wholeF32) {
  const rows = (transposed: number, along: number, across: number) => (transposed ? across : along);
  const spread = Math.max(1, params.batches);
  return {
    arrays: {
      a: numbers((rows(layout.TRANSPOSE_A, params.m, params.k) + 4) * params.lda * spread, 7, 1),
      b: numbers((rows(layout.TRANSPOSE_B, params.k, params.n) + 4) * params.ldb * spread, 7, 2),
      c:
        params.accumulate === 1
          ? numbers((params.m + 1) * params.ldc * spread, 7, 3)
          : untouchedF32((params.m + 1) * params.ldc * spread),
    },
    calls: [params],
    overrides: layout,
  };
}

describe.for(variants)('$label', ({ kernel, runs }) => {
  const cases = LAYOUTS.flatMap((layout) =>
    PRODUCTS.map((product) => ({ layout, product })),
  ).filter(({ layout, product }) => !layout.TRANSPOSE_A || product.m % 4 === 0);

  test.skipIf(!runs).for(cases)('$layout $product: exact on whole numbers', async (given) => {
    const params = single(given.product, given.layout, 8);
    const { webgpu, cpu } = await runOnBoth(gpu, kernel, input(params, given.layout, wholeF32));
    expect(mismatches(webgpu, cpu)).toEqual([]);
  });

  test.skipIf(!runs).for(LAYOUTS)('%o: heads beside each other are a batch', async (layout) => {
    // 2 sequences x 3 heads: rows of 8 positions hold 3 heads of 4 (a), products 8 x 8 (c).
    const params: MatmulParams = {
      rowBegin: 0,
      ...{ m: 8, n: 8, k: 4, lda: 12, ldb: 12, ldc: 8, accumulate: 0, batches: 6, inner: 3 },
      ...{ aInner: 4, aOuter: 96, bInner: 4, bOuter: 96, cInner: 64, cOuter: 192 },
    };
    const { webgpu, cpu } = await runOnBoth(gpu, kernel, input(params, layout, wholeF32));
    expect(mismatches(webgpu, cpu)).toEqual([]);
  });

  test.skipIf(!runs)('real numbers agree to the roundings of Float32 sums', async () => {
    const layout = LAYOUTS[1];
    const params = single({ m: 72, n: 40, k: 512 }, layout);
    const { webgpu, cpu } = await runOnBoth(gpu, kernel, input(params, layout, realF32));
    // 512 terms of at most 49, each multiply-add rounded once.
    const absolute = 512 * 512 * 49 * 2 ** -24;
    expect(mismatches(webgpu, cpu, { c: { relative: 0, absolute } })).toEqual([]);
  });
});
