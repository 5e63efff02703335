import wgsl from '../../../shaders/nn/activate-backward.wgsl?raw';
import { defineKernel, linearGrid, readF32, writeF32 } from '../../compute/kernel';
import { withLinearIndex, withRandom } from '../../compute/wgsl';
import { ACTIVATIONS } from './activate';
import { GROUP } from './layout';
import { maskAt, maskParams } from './mask';

const ROOT_2_PI = Math.sqrt(2 / Math.PI);

function slope(kind: number, x: number): number {
  if (kind === ACTIVATIONS.relu) return x > 0 ? 1 : 0;
  if (kind === ACTIVATIONS.silu) {
    const s = 1 / (1 + Math.exp(-x));
    return s * (1 + x * (1 - s));
  }
  const t = Math.tanh(ROOT_2_PI * (x + 0.044715 * x ** 3));
  return 0.5 * (1 + t) + 0.5 * x * (1 - t * t) * ROOT_2_PI * (1 + 3 * 0.044715 * x * x);
}

/** preGradient = postGradient * f'(pre), element by element, where it was not dropped; relu has slope 0 at 0. */
export const activateBackward = defineKernel({
  name: 'nn/activate-backward',
  wgsl: withRandom(withLinearIndex(wgsl)),
  bindings: { pre: readF32, postGradient: readF32, preGradient: writeF32 },
  params: { count: 'u32', ...maskParams },
  overrides: { KIND: 0, GROUP },
  grid: ({ count }, o) => linearGrid(count / 4, o.GROUP),
  oracle({ pre, postGradient, preGradient }, { count, ...mask }, { KIND }) {
    for (let i = 0; i < count; i++) {
      preGradient[i] = maskAt(mask, i) * postGradient[i]! * slope(KIND, pre[i]!);
    }
  },
});
