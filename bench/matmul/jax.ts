import { blockUntilReady, jit, numpy, type Array as JaxArray } from '@jax-js/jax';
import type { Contender } from '../rounds/contender';
import { jaxFormulation, startJax } from '../rounds/jax';
import type { Layout, ProductTask } from './task';

const PRODUCTS: Readonly<Record<Layout, (a: JaxArray, b: JaxArray) => JaxArray>> = {
  NN: jit((a: JaxArray, b: JaxArray) => numpy.matmul(a, b)),
  NT: jit((a: JaxArray, b: JaxArray) => numpy.matmul(a, b.transpose())),
  TN: jit((a: JaxArray, b: JaxArray) => numpy.matmul(a.transpose(), b)),
};

export const jaxProduct: Contender<ProductTask> = {
  name: 'jax-js',
  async prepare({ layout, m, n, k, a, b }) {
    await startJax();
    const left = numpy.array(a).reshape(layout === 'TN' ? [k, m] : [m, k]);
    const right = numpy.array(b).reshape(layout === 'NT' ? [n, k] : [k, n]);
    await blockUntilReady(left);
    await blockUntilReady(right);
    const product = PRODUCTS[layout];
    return {
      formulations: [jaxFormulation('jit', () => product(left.ref, right.ref).reshape([m * n]))],
      dispose() {
        left.dispose();
        right.dispose();
      },
    };
  },
};
