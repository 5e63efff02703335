import * as tf from '@tensorflow/tfjs-core';
import type { Contender } from '../rounds/contender';
import { startTfjs, tfjsFormulation } from '../rounds/tfjs';
import type { ProductTask } from './task';

export const tfjsProduct: Contender<ProductTask> = {
  name: 'tfjs-webgpu',
  async prepare({ layout, m, n, k, a, b }) {
    await startTfjs();
    const [ta, tb] = [layout === 'TN', layout === 'NT'];
    const left = tf.tensor2d(a, ta ? [k, m] : [m, k]);
    const right = tf.tensor2d(b, tb ? [n, k] : [k, n]);
    await left.data();
    await right.data();
    return {
      formulations: [tfjsFormulation('matMul', () => tf.matMul(left, right, ta, tb))],
      dispose() {
        left.dispose();
        right.dispose();
      },
    };
  },
};
