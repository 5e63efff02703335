import wgsl from '../../../shaders/nn/adamw.wgsl?raw';
import { defineKernel, linearGrid, readF32, writeF32 } from '../../compute/kernel';
import { withLinearIndex } from '../../compute/wgsl';
import { GROUP } from './layout';

/** One AdamW step of one tensor, in place, on the gradient times clip[0]. */
export const adamw = defineKernel({
  name: 'nn/adamw',
  wgsl: withLinearIndex(wgsl),
  bindings: {
    clip: readF32,
    gradient: readF32,
    value: writeF32,
    moment1: writeF32,
    moment2: writeF32,
  },
  params: {
    count: 'u32',
    beta1: 'f32',
    beta2: 'f32',
    /** 1 - beta1 and 1 - beta2. */
    fresh1: 'f32',
    fresh2: 'f32',
    /** Learning rate / (1 - beta1^t). */
    rate: 'f32',
    /** sqrt(1 - beta2^t) */
    root: 'f32',
    epsilon: 'f32',
    /** Learning rate * weight decay. */
    decay: 'f32',
  },
  overrides: { GROUP },
  grid: ({ count }, o) => linearGrid(count / 4, o.GROUP),
  oracle({ clip, gradient, value, moment1, moment2 }, p) {
    for (let i = 0; i < p.count; i++) {
      const g = clip[0]! * gradient[i]!;
      const m = p.beta1 * moment1[i]! + p.fresh1 * g;
      const v = p.beta2 * moment2[i]! + p.fresh2 * g * g;
      const x = value[i]!;
      value[i] = x - p.decay * x - (p.rate * m) / (Math.sqrt(v) / p.root + p.epsilon);
      moment1[i] = m;
      moment2[i] = v;
    }
  },
});
