import wgsl from '../../../shaders/nn/info-nce.wgsl?raw';
import { defineKernel, readF32, writeF32 } from '../../compute/kernel';
import { GROUP } from './layout';

/** Symmetric InfoNCE of every pair, gradients of products and log scale, and whether it is found. */
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
    hit: writeF32,
  },
  params: { rows: 'u32', stride: 'u32', weight: 'f32' },
  overrides: { GROUP },
  grid: ({ rows }, o) => [Math.ceil(rows / o.GROUP), 1, 1],
  oracle(arrays, { rows, stride, weight }) {
    const { product, logScale, rowLse, columnLse, gradient, scaleGradient, loss, hit } = arrays;
    const scale = Math.exp(logScale[0]!);
    for (let i = 0; i < rows; i++) {
      let along = 0;
      let nearest = 0;
      for (let j = 0; j < stride; j++) {
        const s = scale * product[i * stride + j]!;
        const toRight = Math.exp(s - rowLse[i]!);
        const toLeft = Math.exp(s - columnLse[j]!);
        const g = j < rows ? (weight * (toRight + toLeft - (i === j ? 2 : 0))) / (2 * rows) : 0;
        gradient[i * stride + j] = scale * g;
        if (j < rows) along += g * s;
        if (j < rows && product[i * stride + j]! > product[i * stride + nearest]!) nearest = j;
      }
      scaleGradient[i] = along;
      loss[i] = (rowLse[i]! + columnLse[i]!) / 2 - scale * product[i * stride + i]!;
      hit[i] = nearest === i ? 1 : 0;
    }
  },
});
