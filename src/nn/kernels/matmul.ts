import quadWgsl from '../../../shaders/nn/matmul-quad.wgsl?raw';
import tiledWgsl from '../../../shaders/nn/matmul-tiled.wgsl?raw';
import {
  defineKernel,
  readF32,
  writeF32,
  type Arrays,
  type Grid,
  type Kernel,
  type Values,
} from '../../compute/kernel';

const bindings = {
  /** [m][k], with TRANSPOSE_A [k][m]. */
  a: readF32,
  /** [k][n], with TRANSPOSE_B [n][k]. */
  b: readF32,
  /** [m][n] */
  c: writeF32,
} as const;

/** Sizes, strides and offsets in elements, multiples of 4 (m of any size unless TRANSPOSE_A). */
const params = {
  /** Rows rowBegin .. m - 1 of C are computed. A multiple of 4. */
  rowBegin: 'u32',
  m: 'u32',
  n: 'u32',
  k: 'u32',
  /** Between rows as stored. */
  lda: 'u32',
  ldb: 'u32',
  ldc: 'u32',
  /** 1: add to what C holds. */
  accumulate: 'u32',
  batches: 'u32',
  /** Product z starts at (z / inner) * outer + (z % inner) * inner stride. */
  inner: 'u32',
  aInner: 'u32',
  aOuter: 'u32',
  bInner: 'u32',
  bOuter: 'u32',
  cInner: 'u32',
  cOuter: 'u32',
} as const;

const overrides = { TRANSPOSE_A: 0, TRANSPOSE_B: 0 } as const;

export type MatmulParams = Values<typeof params>;
type Layout = Values<typeof overrides>;
export type MatmulKernel = Kernel<typeof bindings, typeof params, typeof overrides>;

/** C[i, j] (+)= sum_k A[i, k] B[k, j] for every product of the batch. */
function matmul({ a, b, c }: Arrays<typeof bindings>, p: MatmulParams, layout: Layout): void {
  const [ai, ak] = layout.TRANSPOSE_A === 1 ? [1, p.lda] : [p.lda, 1];
  const [bk, bj] = layout.TRANSPOSE_B === 1 ? [1, p.ldb] : [p.ldb, 1];
  for (let z = 0; z < p.batches; z++) {
    const outer = Math.floor(z / p.inner);
    const inner = z % p.inner;
    const a0 = outer * p.aOuter + inner * p.aInner;
    const b0 = outer * p.bOuter + inner * p.bInner;
    const c0 = outer * p.cOuter + inner * p.cInner;
    for (let i = p.rowBegin; i < p.m; i++) {
      for (let j = 0; j < p.n; j++) {
        const at = c0 + i * p.ldc + j;
        let sum = p.accumulate === 1 ? (c[at] ?? 0) : 0;
        for (let k = 0; k < p.k; k++) {
          sum += (a[a0 + i * ai + k * ak] ?? 0) * (b[b0 + k * bk + j * bj] ?? 0);
        }
        c[at] = sum;
      }
    }
  }
}

const tiles = (p: MatmulParams, rows: number, columns: number): Grid => [
  Math.ceil((p.m - p.rowBegin) / rows),
  Math.ceil(p.n / columns),
  p.batches,
];

/** 16 rows x 32 columns a thread, blocks passed round within a quad: software adapters. */
export const matmulQuad: MatmulKernel = defineKernel({
  name: 'nn/matmul-quad',
  wgsl: quadWgsl,
  requires: 'subgroups',
  bindings,
  params,
  overrides,
  grid: (p) => tiles(p, 64, 32),
  oracle: matmul,
});

/** 64 x 64 outputs a workgroup, staged in workgroup memory: GPUs, and where subgroups are missing. */
export const matmulTiled: MatmulKernel = defineKernel({
  name: 'nn/matmul-tiled',
  wgsl: tiledWgsl,
  bindings,
  params,
  overrides,
  grid: (p) => tiles(p, 64, 64),
  oracle: matmul,
});

/** Multiply-adds of a product, as operations. */
export function matmulFlop({ m, n, k, batches }: Pick<MatmulParams, 'm' | 'n' | 'k' | 'batches'>) {
  return 2 * m * n * k * batches;
}
