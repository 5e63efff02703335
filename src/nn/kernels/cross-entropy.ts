import wgsl from '../../../shaders/nn/cross-entropy.wgsl?raw';
import { defineKernel, linearGrid, readU32, writeF32 } from '../../compute/kernel';
import { withLinearIndex } from '../../compute/wgsl';
import { GROUP } from './layout';

/** The label of a row that has no part in the loss. */
export const IGNORED_LABEL = 0xffff_ffff;

/** Label-smoothed cross-entropy of every row, and its gradient in place of the logits. */
export const crossEntropy = defineKernel({
  name: 'nn/cross-entropy',
  wgsl: withLinearIndex(wgsl),
  bindings: {
    /** A column each, or IGNORED_LABEL. */
    label: readU32,
    /** [rows][stride] */
    logits: writeF32,
    loss: writeF32,
  },
  params: {
    rows: 'u32',
    cols: 'u32',
    stride: 'u32',
    /** Share of the goal that is spread evenly over the columns. */
    smoothing: 'f32',
    /** Factor of the gradient, not of the loss. */
    weight: 'f32',
  },
  overrides: { GROUP },
  grid: ({ rows }, o) => linearGrid(rows, o.GROUP),
  oracle({ label, logits, loss }, { rows, cols, stride, smoothing, weight }) {
    for (let row = 0; row < rows; row++) {
      const z = logits.slice(row * stride, row * stride + cols);
      const ignored = label[row] === IGNORED_LABEL;
      const peak = z.reduce((a, b) => Math.max(a, b), -Infinity);
      const lse = peak + Math.log(z.reduce((sum, x) => sum + Math.exp(x - peak), 0));
      const goal = (c: number) => (c === label[row] ? 1 - smoothing : 0) + smoothing / cols;
      loss[row] = ignored ? 0 : z.reduce((sum, x, c) => sum + goal(c) * (lse - x), 0);
      for (let c = 0; c < stride; c++) {
        const slope = c < cols && !ignored ? Math.exp(z[c]! - lse) - goal(c) : 0;
        logits[row * stride + c] = weight * slope;
      }
    }
  },
});
