import type { JobContext } from '../assign';
import { accumulateOuter, LAYOUTS, matmulFor } from '../../nn/matmul';
import { matmulFlop } from '../../nn/kernels/matmul';
import { outerRows } from '../../nn/kernels/outer-rows';
import type { PreparedVectors } from '../vectors';

/** Rows a product takes at a time come in multiples of this. */
const SLICE_ROWS = 64;

/**
 * Covariance of the vectors about `mean`, [dimPadded][dimPadded]: products of slices of rows on the
 * device, in f32, summed there. `mean` is taken off first, so that no digits cancel. Throws `CANCELLED`.
 */
export async function covarianceOf(
  { device, pacer }: JobContext,
  { values, rows, dimPadded: dim }: PreparedVectors,
  mean: Float64Array,
): Promise<Float64Array> {
  await Promise.all([device.prepare(matmulFor(device), LAYOUTS.TN), device.prepare(outerRows)]);
  const flopPerRow = matmulFlop({ m: dim, n: dim, k: 1, batches: 1 });
  const most = Math.max(1, Math.floor(pacer.budget / (flopPerRow * SLICE_ROWS))) * SLICE_ROWS;
  const arena = device.arena('covariance');
  try {
    const slice = arena.tensor('centred rows', 'f32', Math.min(most, rows) * dim);
    const sum = arena.tensor('sums of products', 'f32', dim * dim);
    for (let begin = 0; begin < rows; begin += most) {
      const end = Math.min(rows, begin + most);
      const centred = values.slice(begin * dim, end * dim);
      for (let i = 0; i < centred.length; i++) centred[i] = centred[i]! - mean[i % dim]!;
      device.write(slice, centred);
      await accumulateOuter(
        { device, spend: (ops) => pacer.spend(ops) },
        { a: slice, b: slice, c: sum, m: dim, n: dim, k: end - begin },
      );
    }
    return Float64Array.from(await device.read(sum), (value) => value / rows);
  } finally {
    arena.dispose();
  }
}
