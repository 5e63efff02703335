import {
  type Array as JaxArray,
  blockUntilReady,
  defaultDevice,
  init,
  jit,
  numpy,
} from '@jax-js/jax';
import type { Contender, Formulation } from './contender';

type Nearest = (x: JaxArray, c: JaxArray) => JaxArray;

/** |c|^2 - 2 x.c, which orders codewords as |x - c|^2 does. rows x codes. */
const distances: Nearest = (x, c) =>
  numpy.matmul(x, c.ref.transpose()).mul(-2).add(c.ref.mul(c).sum(1));

const jitDistances = jit(distances);
const jitArgmin = jit((d: JaxArray) => numpy.argmin(d, 1));

const FORMULATIONS: Readonly<Record<string, Nearest>> = {
  'one jit': jit((x: JaxArray, c: JaxArray) => numpy.argmin(distances(x, c), 1)),
  'two jits': (x, c) => jitArgmin(jitDistances(x, c)),
};

/** jax-js on WebGPU. Whether one jit or two is faster differs by shape: the bench tries both. */
export const jax: Contender = {
  name: 'jax-js',
  async prepare({ rows, dim, codes, points, codebook }) {
    const devices = await init('webgpu');
    if (!devices.includes('webgpu')) throw new Error('jax-js found no WebGPU');
    defaultDevice('webgpu');
    const x = numpy.array(points).reshape([rows, dim]);
    const c = numpy.array(codebook).reshape([codes, dim]);
    await blockUntilReady(x);
    await blockUntilReady(c);
    return {
      formulations: Object.entries(FORMULATIONS).map(([name, nearest]): Formulation => ({
        name,
        async run(times) {
          // jax-js is lazy: what is disposed of before it is asked for never runs.
          for (let i = 1; i < times; i++) await nearest(x.ref, c.ref).gpuBuffer();
          return nearest(x.ref, c.ref).data();
        },
      })),
      dispose() {
        x.dispose();
        c.dispose();
      },
    };
  },
};
