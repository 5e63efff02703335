import { deriveSeed, randomOrder } from '../compute/random';
import type { JobContext } from './assign';
import { BlockSum } from './block-sum';
import type { Codebook } from './codebook';
import { gatherRows } from '../nn/kernels/gather-rows';
import { SUM_BLOCK } from './kernels/layout';
import { seedDistances } from './kernels/seed-distances';
import { seedPick } from './kernels/seed-pick';
import type { Matrix } from './matrix';
import { MEMORY_OPS } from './pacer';

/** Sampled rows a code: enough that more did not lower the final distortion in our measurements. */
const SAMPLE_ROWS_PER_CODE = 16;
const MIN_SAMPLE_ROWS = 4096;

/** Rows that k-means++ draws from. */
export function seedingRows(rows: number, codes: number): number {
  return Math.min(rows, Math.max(MIN_SAMPLE_ROWS, SAMPLE_ROWS_PER_CODE * codes));
}

/** Operations of seeding, for pacing and progress. */
export function seedingOps(rows: number, dim: number, codes: number): number {
  return seedingRows(rows, codes) * dim * codes * 8;
}

/**
 * k-means++ (Arthur & Vassilvitskii 2007) on a seeded uniform sample of the rows: fills
 * `codebook.codewords`. One centre a step, drawn on the device in proportion to the squared
 * distance to the nearest centre so far.
 */
export async function seedCodebook(
  { device, pacer }: JobContext,
  matrix: Matrix,
  codebook: Codebook,
  seed: number,
): Promise<void> {
  const { dim } = matrix;
  const rows = seedingRows(matrix.rows, codebook.codes);
  const arena = device.arena('seeding');
  try {
    const sample = arena.tensor('sample', 'f32', rows * dim);
    const index = arena.tensor('sample rows', 'u32', rows);
    const nearest = arena.tensor('nearest', 'f32', rows);
    const sums = new BlockSum(arena, rows);
    device.write(index, randomOrder(matrix.rows, rows, deriveSeed(seed, 0)).slice());
    device.run(gatherRows, {
      tensors: { matrix: matrix.values, index, gathered: sample },
      params: { count: rows, dim },
    });
    await pacer.spend(rows * dim * MEMORY_OPS);

    for (let step = 0; step < codebook.codes; step++) {
      device.run(seedPick, {
        tensors: {
          matrix: sample,
          nearest,
          partialSum: sums.partial,
          codebook: codebook.codewords,
        },
        params: { rows, dim, block: SUM_BLOCK, step, seed: deriveSeed(seed, 1) },
      });
      device.run(seedDistances, {
        tensors: { residual: sample, codebook: codebook.codewords, nearest },
        params: { rows, dim, step },
      });
      sums.queue(device, nearest);
      await pacer.spend(seedingOps(matrix.rows, dim, 1) + rows * 4);
    }
  } finally {
    arena.dispose();
  }
}
