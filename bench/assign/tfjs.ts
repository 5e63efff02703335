import '@tensorflow/tfjs-backend-webgpu';
import * as tf from '@tensorflow/tfjs-core';
import type { Contender, Formulation } from './contender';

/** TensorFlow.js on WebGPU, with the codebook as it is and already transposed. */
export const tfjs: Contender = {
  name: 'tfjs-webgpu',
  async prepare({ rows, dim, codes, points, codebook }) {
    if (!(await tf.setBackend('webgpu'))) throw new Error('tfjs found no WebGPU');
    await tf.ready();
    const x = tf.tensor2d(points, [rows, dim]);
    const c = tf.tensor2d(codebook, [codes, dim]);
    const ct = tf.transpose(c);
    await ct.data();
    const nearest = (dots: () => tf.Tensor, norms: () => tf.Tensor) =>
      tf.tidy(() => tf.argMin(tf.sub(norms(), tf.mul(dots(), 2)), 1));
    const formulations: Readonly<Record<string, () => tf.Tensor>> = {
      'matMul transposes': () =>
        nearest(
          () => tf.matMul(x, c, false, true),
          () => tf.sum(tf.square(c), 1),
        ),
      'codebook transposed': () =>
        nearest(
          () => tf.matMul(x, ct, false, false),
          () => tf.sum(tf.square(ct), 0),
        ),
    };
    return {
      formulations: Object.entries(formulations).map(([name, run]): Formulation => ({
        name,
        async run(times) {
          for (let i = 1; i < times; i++) run().dispose();
          const result = run();
          const values = await result.data();
          result.dispose();
          return values;
        },
      })),
      dispose() {
        for (const tensor of [x, c, ct]) tensor.dispose();
      },
    };
  },
};
