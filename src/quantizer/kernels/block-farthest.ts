import wgsl from '../../../shaders/quantizer/block-farthest.wgsl?raw';
import { defineKernel, readF32, writeU32 } from '../../compute/kernel';
import { GROUP } from './layout';

/** The row of [begin, end) with the largest distortion, the lowest on ties. */
export function farthestRow(distortion: Float32Array, begin: number, end: number): number {
  let best = begin;
  for (let row = begin + 1; row < end; row++) {
    if ((distortion[row] ?? 0) > (distortion[best] ?? 0)) best = row;
  }
  return best;
}

/** farthest[b] = the row of block b with the largest distortion. */
export const blockFarthest = defineKernel({
  name: 'quantizer/block-farthest',
  wgsl: wgsl,
  bindings: { distortion: readF32, farthest: writeU32 },
  params: { rows: 'u32', block: 'u32' },
  overrides: { GROUP },
  grid: ({ rows, block }, o) => [Math.ceil(Math.ceil(rows / block) / o.GROUP), 1, 1],
  oracle({ distortion, farthest }, { rows, block }) {
    for (let b = 0; b * block < rows; b++) {
      farthest[b] = farthestRow(distortion, b * block, Math.min((b + 1) * block, rows));
    }
  },
});
