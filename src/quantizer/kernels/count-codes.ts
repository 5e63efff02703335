import wgsl from '../../../shaders/quantizer/count-codes.wgsl?raw';
import { defineKernel, readU32, writeU32 } from '../../compute/kernel';
import { GROUP } from './layout';

/** table[block][code] = rows; `table` must be zero before. */
export const countCodes = defineKernel({
  name: 'quantizer/count-codes',
  wgsl: wgsl,
  bindings: { code: readU32, table: writeU32 },
  params: { rows: 'u32', codes: 'u32', block: 'u32' },
  overrides: { GROUP },
  grid: ({ rows, block }, o) => [Math.ceil(Math.ceil(rows / block) / o.GROUP), 1, 1],
  oracle({ code, table }, { rows, codes, block }) {
    for (let row = 0; row < rows; row++) {
      const slot = Math.floor(row / block) * codes + (code[row] ?? 0);
      table[slot] = (table[slot] ?? 0) + 1;
    }
  },
});
