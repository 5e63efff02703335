import wgsl from '../../../shaders/nn/info-nce.wgsl?raw';
import { defineKernel, readF32, writeF32 } from '../../compute/kernel';
import { GROUP } from './layout';

/** Symmetric InfoNCE of every pair, and the gradients of products and log scale. */
export const infoNce = defineKernel({
  name: 'nn/info-nce',
  wgsl,
  bindings: {
    product: readF32,
    logScale: readF32,
    rowLse: readF32,
    columnLse: readF32,
    gradient: writeF32,
    scaleGradient: writeF32,
    loss: writeF32,
  },
  params: { rows: 'u32', stride: 'u32', weight: 'f32' },
  overrides: { GROUP },
  grid: ({ rows }, o) => [Math.ceil(rows / o.GROUP), 1, 1],
  oracle(arrays, { rows, stride, weight }) {
    const { product, logScale, rowLse, columnLse, gradient, scaleGradient, loss } = arrays;
    const scale = Math.exp(logScale[0]!);
    for (let i = 0; i < rows; i++) {
      let along = 0;
      for (let j = 0; j < stride; j++) {
        const s = scale * product[i * stride + j]!;
        const toRight = Math.exp(s - rowLse[i]!);
        const toLeft = Math.exp(s - columnLse[j]!);
        const g = j < rows ? (weight * (toRight + toLeft - (i === j ? 2 : 0))) / (2 * rows) : 0;
        gradient[i * stride + j] = scale * g;
        if (j < rows) along += g * s;
      }
      scaleGradient[i] = along;
      loss[i] = (rowLse[i]! + columnLse[i]!) / 2 - scale * product[i * stride + i]!;
    }
  },
});
