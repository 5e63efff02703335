import wgsl from '../../../shaders/nn/clip-scale.wgsl?raw';
import { defineKernel, readF32, writeF32 } from '../../compute/kernel';

/** [factor that clips a gradient to maxNorm, its norm], from its partial sums of squares. */
export const clipScale = defineKernel({
  name: 'nn/clip-scale',
  wgsl,
  bindings: { partialSum: readF32, clip: writeF32 },
  params: { count: 'u32', maxNorm: 'f32' },
  overrides: {},
  grid: () => [1, 1, 1],
  oracle({ partialSum, clip }, { count, maxNorm }) {
    let total = 0;
    for (let i = 0; i < count; i++) total += partialSum[i]!;
    const norm = Math.sqrt(total);
    clip[0] = count > 0 ? Math.min(1, maxNorm / (norm + 1e-6)) : 1;
    clip[1] = norm;
  },
});
