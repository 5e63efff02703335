import { blockUntilReady, jit, numpy, type Array as JaxArray } from '@jax-js/jax';
import type { Contender } from '../rounds/contender';
import { jaxFormulation, startJax } from '../rounds/jax';
import type { AssignTask } from './task';

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
export const jaxAssign: Contender<AssignTask> = {
  name: 'jax-js',
  async prepare({ rows, dim, codes, points, codebook }) {
    await startJax();
    const x = numpy.array(points).reshape([rows, dim]);
    const c = numpy.array(codebook).reshape([codes, dim]);
    await blockUntilReady(x);
    await blockUntilReady(c);
    return {
      formulations: Object.entries(FORMULATIONS).map(([name, nearest]) =>
        jaxFormulation(name, () => nearest(x.ref, c.ref)),
      ),
      dispose() {
        x.dispose();
        c.dispose();
      },
    };
  },
};
