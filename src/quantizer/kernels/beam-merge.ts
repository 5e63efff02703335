import wgsl from '../../../shaders/quantizer/beam-merge.wgsl?raw';
import { defineKernel, linearGrid, readF32, readU32, writeU32 } from '../../compute/kernel';
import { withLinearIndex } from '../../compute/wgsl';
import { GROUP } from './layout';

/** The widest beam: what the kernel holds a position for. */
export const MAX_BEAM = 16;

/** The best of all beams' candidates of a row, as beam * codes + code; ties to the lowest. */
export const beamMerge = defineKernel({
  name: 'quantizer/beam-merge',
  wgsl: withLinearIndex(wgsl),
  bindings: {
    /** [rows][beamsIn][keep], nearest first */
    nearest: readU32,
    distance: readF32,
    /** [rows][beamsOut], best first */
    choice: writeU32,
  },
  params: { rows: 'u32', codes: 'u32', beamsIn: 'u32', keep: 'u32', beamsOut: 'u32' },
  overrides: { GROUP },
  grid: ({ rows }, o) => linearGrid(rows, o.GROUP),
  oracle({ nearest, distance, choice }, { rows, codes, beamsIn, keep, beamsOut }) {
    for (let row = 0; row < rows; row++) {
      const candidates = Array.from({ length: beamsIn * keep }, (_, i) => ({
        d: distance[row * beamsIn * keep + i]!,
        choice: Math.floor(i / keep) * codes + nearest[row * beamsIn * keep + i]!,
      }));
      candidates.sort((a, b) => a.d - b.d || a.choice - b.choice);
      for (let slot = 0; slot < beamsOut; slot++) {
        choice[row * beamsOut + slot] = candidates[slot]!.choice;
      }
    }
  },
});
