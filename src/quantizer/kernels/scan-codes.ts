import wgsl from '../../../shaders/quantizer/scan-codes.wgsl?raw';
import { defineKernel, readU32, writeU32 } from '../../compute/kernel';

/** begin[k] = rows with a code below k; `begin` holds codes + 1 entries. */
export const scanCodes = defineKernel({
  name: 'quantizer/scan-codes',
  wgsl: wgsl,
  bindings: { count: readU32, begin: writeU32 },
  params: { codes: 'u32' },
  overrides: {},
  grid: () => [1, 1, 1],
  oracle({ count, begin }, { codes }) {
    let sum = 0;
    for (let k = 0; k < codes; k++) {
      begin[k] = sum;
      sum += count[k] ?? 0;
    }
    begin[codes] = sum;
  },
});
