import wgsl from '../../../shaders/quantizer/revive-codes.wgsl?raw';
import { defineKernel, readF32, readU32, writeF32, writeU32 } from '../../compute/kernel';
import { farthestRow } from './block-farthest';

/** Moves codes without rows to the rows with the largest distortion. */
export const reviveCodes = defineKernel({
  name: 'quantizer/revive-codes',
  wgsl: wgsl,
  bindings: {
    residual: readF32,
    count: readU32,
    distortion: writeF32,
    farthest: writeU32,
    codebook: writeF32,
    revived: writeU32,
  },
  params: { rows: 'u32', codes: 'u32', dim: 'u32', block: 'u32', limit: 'u32' },
  overrides: {},
  grid: () => [1, 1, 1],
  oracle(
    { residual, count, distortion, farthest, codebook, revived },
    { rows, codes, dim, block, limit },
  ) {
    const blocks = Math.ceil(rows / block);
    const at = (b: number) => distortion[farthest[b] ?? 0] ?? 0;
    let moved = 0;
    for (let k = 0; k < codes && moved < limit; k++) {
      if ((count[k] ?? 0) > 0) continue;
      let b = 0;
      for (let other = 1; other < blocks; other++) if (at(other) > at(b)) b = other;
      const row = farthest[b] ?? 0;
      if (!((distortion[row] ?? 0) > 0)) break;
      codebook.set(residual.subarray(row * dim, (row + 1) * dim), k * dim);
      moved += 1;
      revived[moved] = k;
      distortion[row] = 0;
      farthest[b] = farthestRow(distortion, b * block, Math.min((b + 1) * block, rows));
    }
    revived[0] = moved;
  },
});
