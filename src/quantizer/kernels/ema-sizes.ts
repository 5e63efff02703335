import wgsl from '../../../shaders/quantizer/ema-sizes.wgsl?raw';
import { defineKernel, readU32, writeF32 } from '../../compute/kernel';

/** EMA of the cluster sizes, and the sizes after Laplace smoothing. */
export const emaSizes = defineKernel({
  name: 'quantizer/ema-sizes',
  wgsl: wgsl,
  bindings: { count: readU32, size: writeF32, smoothSize: writeF32 },
  params: { codes: 'u32', decay: 'f32', epsilon: 'f32' },
  overrides: {},
  grid: () => [1, 1, 1],
  oracle({ count, size, smoothSize }, { codes, decay, epsilon }) {
    let n = 0;
    for (let k = 0; k < codes; k++) {
      const next = decay * (size[k] ?? 0) + (1 - decay) * (count[k] ?? 0);
      size[k] = next;
      n += next;
    }
    const scale = n / (n + codes * epsilon);
    for (let k = 0; k < codes; k++) smoothSize[k] = ((size[k] ?? 0) + epsilon) * scale;
  },
});
