import type { Agreement } from '../rounds/contender';
import { noise } from '../rounds/noise';

export type Layout = 'NN' | 'NT' | 'TN';

/** C [m][n] = A B, k inner; `layout` says which operand is stored transposed. */
export interface ProductSize {
  readonly layout: Layout;
  readonly m: number;
  readonly n: number;
  readonly k: number;
}

export interface ProductTask extends ProductSize {
  /** [m][k], of TN [k][m]. */
  readonly a: Float32Array;
  /** [k][n], of NT [n][k]. */
  readonly b: Float32Array;
}

export function makeProduct(size: ProductSize): ProductTask {
  const values = noise();
  const { m, n, k } = size;
  return { ...size, a: values(m * k), b: values(k * n) };
}

export function productFlop({ m, n, k }: ProductSize): number {
  return 2 * m * n * k;
}

const CHECKED = 500;
/** Float32 sums over a few thousand terms of size 1/12, beside their spread. */
const TOLERANCE = 1e-4;

/** Compares entries, evenly spaced, with Float64 sums. */
export function checkProduct(task: ProductTask, c: ArrayLike<number>): Agreement {
  const { layout, m, n, k, a, b } = task;
  const step = Math.max(1, Math.floor((m * n) / CHECKED) | 1);
  let [checked, wrong] = [0, 0];
  for (let at = 0; at < m * n; at += step) {
    const [i, j] = [Math.floor(at / n), at % n];
    let sum = 0;
    for (let d = 0; d < k; d++) {
      sum +=
        a[layout === 'TN' ? d * m + i : i * k + d]! * b[layout === 'NT' ? j * k + d : d * n + j]!;
    }
    checked += 1;
    if (!(Math.abs((c[at] ?? NaN) - sum) <= TOLERANCE * Math.sqrt(k))) wrong += 1;
  }
  return { what: 'entries', checked, ties: 0, wrong };
}
