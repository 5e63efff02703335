import { defaultDevice, init } from '@jax-js/jax';
import type { Array as JaxArray } from '@jax-js/jax';
import type { Formulation } from './contender';

/** Makes WebGPU jax-js's device. */
export async function startJax(): Promise<void> {
  const devices = await init('webgpu');
  if (!devices.includes('webgpu')) throw new Error('jax-js found no WebGPU');
  defaultDevice('webgpu');
}

/** `job` returns a fresh array each time. */
export function jaxFormulation(name: string, job: () => JaxArray): Formulation {
  return {
    name,
    async run(times) {
      // jax-js is lazy: what is disposed of before it is asked for never runs.
      for (let i = 1; i < times; i++) await job().gpuBuffer();
      return job().data();
    },
  };
}
