import '@tensorflow/tfjs-backend-webgpu';
import * as tf from '@tensorflow/tfjs-core';
import type { Formulation } from './contender';

/** Makes WebGPU TensorFlow.js's backend. */
export async function startTfjs(): Promise<void> {
  if (!(await tf.setBackend('webgpu'))) throw new Error('tfjs found no WebGPU');
  await tf.ready();
}

/** `job` returns a fresh tensor each time. */
export function tfjsFormulation(name: string, job: () => tf.Tensor): Formulation {
  return {
    name,
    async run(times) {
      for (let i = 1; i < times; i++) job().dispose();
      const result = job();
      const values = await result.data();
      result.dispose();
      return values;
    },
  };
}
