import wgsl from '../../../shaders/quantizer/sinkhorn-sharpness.wgsl?raw';
import { defineKernel, readF32, writeF32 } from '../../compute/kernel';

/** -scale / standard deviation of all distances, from the rows' moments. */
export const sinkhornSharpness = defineKernel({
  name: 'quantizer/sinkhorn-sharpness',
  wgsl,
  bindings: { rowMean: readF32, rowM2: readF32, sharpness: writeF32 },
  params: { rows: 'u32', codes: 'u32', scale: 'f32' },
  overrides: {},
  grid: () => [1, 1, 1],
  oracle({ rowMean, rowM2, sharpness }, { rows, codes, scale }) {
    if (rows === 0) return;
    let sum = 0;
    for (let row = 0; row < rows; row++) sum += rowMean[row] ?? 0;
    const mean = sum / rows;
    let m2 = 0;
    for (let row = 0; row < rows; row++) {
      m2 += (rowM2[row] ?? 0) + codes * ((rowMean[row] ?? 0) - mean) ** 2;
    }
    const variance = m2 / (rows * codes);
    sharpness[0] = variance > 0 ? -scale / Math.sqrt(variance) : 0;
  },
});
