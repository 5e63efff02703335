import wgsl from '../../../shaders/quantizer/seed-pick.wgsl?raw';
import { defineKernel, readF32, writeF32 } from '../../compute/kernel';
import { randomUnit } from '../../compute/random';
import { GROUP } from './layout';
import { withRandom } from '../../compute/wgsl';

interface Draw {
  readonly rows: number;
  readonly block: number;
  readonly step: number;
  readonly seed: number;
}

function draw(
  nearest: Float32Array,
  partialSum: Float32Array,
  { rows, block, step, seed }: Draw,
): number {
  const blocks = Math.ceil(rows / block);
  const u = randomUnit(seed, step);
  let total = 0;
  if (step > 0) for (let b = 0; b < blocks; b++) total += partialSum[b] ?? 0;
  if (!(total > 0)) return Math.min(Math.floor(u * rows), rows - 1);

  let left = u * total;
  let b = 0;
  while (b + 1 < blocks && left >= (partialSum[b] ?? 0)) left -= partialSum[b++] ?? 0;
  let chosen = b * block;
  for (let row = b * block; row < Math.min((b + 1) * block, rows); row++) {
    const weight = nearest[row] ?? 0;
    if (weight <= 0) continue;
    chosen = row;
    if (left < weight) break;
    left -= weight;
  }
  return chosen;
}

/** k-means++: draws a row with probability in proportion to `nearest`; codebook[step] = that row. */
export const seedPick = defineKernel({
  name: 'quantizer/seed-pick',
  wgsl: withRandom(wgsl),
  bindings: { matrix: readF32, nearest: readF32, partialSum: readF32, codebook: writeF32 },
  params: { rows: 'u32', dim: 'u32', block: 'u32', step: 'u32', seed: 'u32' },
  overrides: { GROUP },
  grid: () => [1, 1, 1],
  oracle({ matrix, nearest, partialSum, codebook }, { rows, dim, block, step, seed }) {
    const row = draw(nearest, partialSum, { rows, block, step, seed });
    codebook.set(matrix.subarray(row * dim, (row + 1) * dim), step * dim);
  },
});
