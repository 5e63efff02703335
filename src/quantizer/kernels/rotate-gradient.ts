import wgsl from '../../../shaders/quantizer/rotate-gradient.wgsl?raw';
import { defineKernel, readF32, writeF32 } from '../../compute/kernel';
import { GROUP } from './layout';

/** Below these a direction is noise, and the gradient passes straight through. */
const TINY = 1e-12;
const OPPOSITE = 1e-6;

/** Rotation trick (Fifty et al. 2024): gradient of q to gradient of z, in place. */
export const rotateGradient = defineKernel({
  name: 'quantizer/rotate-gradient',
  wgsl,
  bindings: { latent: readF32, quantized: readF32, gradient: writeF32 },
  params: { rows: 'u32', dim: 'u32' },
  overrides: { GROUP },
  grid: ({ rows }, o) => [Math.ceil(rows / o.GROUP), 1, 1],
  oracle({ latent, quantized, gradient }, { rows, dim }) {
    for (let row = 0; row < rows; row++) {
      const slice = <T extends Float32Array>(of: T) => of.subarray(row * dim, (row + 1) * dim);
      const g = slice(gradient);
      const norm = (v: Float32Array) => Math.sqrt(v.reduce((sum, x) => sum + x * x, 0));
      const zNorm = norm(slice(latent));
      const qNorm = norm(slice(quantized));
      if (zNorm ** 2 < TINY || qNorm ** 2 < TINY) continue;
      const z = Array.from(slice(latent), (x) => x / zNorm);
      const q = Array.from(slice(quantized), (x) => x / qNorm);
      const dot = (a: ArrayLike<number>, b: ArrayLike<number>) =>
        Array.from(a).reduce((sum, x, d) => sum + x * (b[d] ?? 0), 0);
      const both = z.map((x, d) => x + (q[d] ?? 0));
      const square = dot(both, both);
      if (square < OPPOSITE) continue;
      const alongR = dot(both, g) / square;
      const alongQ = dot(q, g);
      const lambda = qNorm / zNorm;
      for (let d = 0; d < dim; d++) {
        const turned = (g[d] ?? 0) - 2 * alongR * (both[d] ?? 0) + 2 * alongQ * (z[d] ?? 0);
        g[d] = lambda * turned;
      }
    }
  },
});
