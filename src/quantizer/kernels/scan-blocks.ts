import wgsl from '../../../shaders/quantizer/scan-blocks.wgsl?raw';
import { defineKernel, writeU32 } from '../../compute/kernel';
import { GROUP } from './layout';

/** Per code: exclusive prefix sums over the blocks, and the total. */
export const scanBlocks = defineKernel({
  name: 'quantizer/scan-blocks',
  wgsl: wgsl,
  bindings: { table: writeU32, count: writeU32 },
  params: { blocks: 'u32', codes: 'u32' },
  overrides: { GROUP },
  grid: ({ codes }, o) => [Math.ceil(codes / o.GROUP), 1, 1],
  oracle({ table, count }, { blocks, codes }) {
    for (let k = 0; k < codes; k++) {
      let sum = 0;
      for (let b = 0; b < blocks; b++) {
        const here = table[b * codes + k] ?? 0;
        table[b * codes + k] = sum;
        sum += here;
      }
      count[k] = sum;
    }
  },
});
