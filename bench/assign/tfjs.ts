import * as tf from '@tensorflow/tfjs-core';
import type { Contender } from '../rounds/contender';
import { startTfjs, tfjsFormulation } from '../rounds/tfjs';
import type { AssignTask } from './task';

/** TensorFlow.js on WebGPU, with the codebook as it is and already transposed. */
export const tfjsAssign: Contender<AssignTask> = {
  name: 'tfjs-webgpu',
  async prepare({ rows, dim, codes, points, codebook }) {
    await startTfjs();
    const x = tf.tensor2d(points, [rows, dim]);
    const c = tf.tensor2d(codebook, [codes, dim]);
    const ct = tf.transpose(c);
    await ct.data();
    const nearest = (dots: () => tf.Tensor, norms: () => tf.Tensor) =>
      tf.tidy(() => tf.argMin(tf.sub(norms(), tf.mul(dots(), 2)), 1));
    return {
      formulations: [
        tfjsFormulation('matMul transposes', () =>
          nearest(
            () => tf.matMul(x, c, false, true),
            () => tf.sum(tf.square(c), 1),
          ),
        ),
        tfjsFormulation('codebook transposed', () =>
          nearest(
            () => tf.matMul(x, ct, false, false),
            () => tf.sum(tf.square(ct), 0),
          ),
        ),
      ],
      dispose() {
        for (const tensor of [x, c, ct]) tensor.dispose();
      },
    };
  },
};
