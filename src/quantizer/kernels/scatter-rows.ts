import wgsl from '../../../shaders/quantizer/scatter-rows.wgsl?raw';
import { defineKernel, readU32, writeU32 } from '../../compute/kernel';
import { GROUP } from './layout';

/** order = rows sorted by code, rows of one code ascending. */
export const scatterRows = defineKernel({
  name: 'quantizer/scatter-rows',
  wgsl: wgsl,
  bindings: { code: readU32, begin: readU32, table: writeU32, order: writeU32 },
  params: { rows: 'u32', codes: 'u32', block: 'u32' },
  overrides: { GROUP },
  grid: ({ rows, block }, o) => [Math.ceil(Math.ceil(rows / block) / o.GROUP), 1, 1],
  oracle({ code, begin, table, order }, { rows, codes, block }) {
    for (let row = 0; row < rows; row++) {
      const k = code[row] ?? 0;
      const slot = Math.floor(row / block) * codes + k;
      const place = table[slot] ?? 0;
      table[slot] = place + 1;
      order[(begin[k] ?? 0) + place] = row;
    }
  },
});
