import wgsl from '../../../shaders/nn/activate.wgsl?raw';
import { defineKernel, linearGrid, readF32, writeF32 } from '../../compute/kernel';
import { withLinearIndex, withRandom } from '../../compute/wgsl';
import { GROUP } from './layout';
import { maskAt, maskParams } from './mask';

/** The override KIND of every activation; gelu is the tanh form. */
export const ACTIVATIONS = { relu: 0, silu: 1, gelu: 2 } as const;
export type ActivationKind = keyof typeof ACTIVATIONS;

const ROOT_2_PI = Math.sqrt(2 / Math.PI);

function activation(kind: number, x: number): number {
  if (kind === ACTIVATIONS.relu) return Math.max(x, 0);
  if (kind === ACTIVATIONS.silu) return x / (1 + Math.exp(-x));
  return 0.5 * x * (1 + Math.tanh(ROOT_2_PI * (x + 0.044715 * x ** 3)));
}

/** post = f(pre), element by element, some dropped as by `dropout`. */
export const activate = defineKernel({
  name: 'nn/activate',
  wgsl: withRandom(withLinearIndex(wgsl)),
  bindings: { pre: readF32, post: writeF32 },
  params: { count: 'u32', ...maskParams },
  overrides: { KIND: 0, GROUP },
  grid: ({ count }, o) => linearGrid(count / 4, o.GROUP),
  oracle({ pre, post }, { count, ...mask }, { KIND }) {
    for (let i = 0; i < count; i++) post[i] = maskAt(mask, i) * activation(KIND, pre[i]!);
  },
});
