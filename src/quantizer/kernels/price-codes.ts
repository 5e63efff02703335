import wgsl from '../../../shaders/quantizer/price-codes.wgsl?raw';
import { defineKernel, readF32, writeF32 } from '../../compute/kernel';
import { GROUP } from './layout';

/** bias_k -= price_k: assignment then weighs what a code costs. */
export const priceCodes = defineKernel({
  name: 'quantizer/price-codes',
  wgsl,
  bindings: { price: readF32, bias: writeF32 },
  params: { codes: 'u32' },
  overrides: { GROUP },
  grid: ({ codes }, o) => [Math.ceil(codes / o.GROUP), 1, 1],
  oracle({ price, bias }, { codes }) {
    for (let k = 0; k < codes; k++) bias[k] = bias[k]! - price[k]!;
  },
});
