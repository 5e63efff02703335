import wgsl from '../../../shaders/quantizer/sinkhorn-merge.wgsl?raw';
import { defineKernel, readF32, writeF32 } from '../../compute/kernel';
import { GROUP } from './layout';

/** Potentials of the codes from the blocks of sinkhorn-columns. */
export const sinkhornMerge = defineKernel({
  name: 'quantizer/sinkhorn-merge',
  wgsl,
  bindings: { largest: readF32, total: readF32, codePotential: writeF32 },
  params: { codes: 'u32', stride: 'u32', blocks: 'u32' },
  overrides: { GROUP },
  grid: ({ codes }, o) => [Math.ceil(codes / o.GROUP), 1, 1],
  oracle({ largest, total, codePotential }, { codes, stride, blocks }) {
    for (let k = 0; k < codes; k++) {
      let peak = -Infinity;
      for (let block = 0; block < blocks; block++) {
        peak = Math.max(peak, largest[block * stride + k] ?? 0);
      }
      let sum = 0;
      for (let block = 0; block < blocks; block++) {
        const at = block * stride + k;
        sum += (total[at] ?? 0) * Math.exp((largest[at] ?? 0) - peak);
      }
      codePotential[k] = -(peak + Math.log(sum));
    }
  },
});
