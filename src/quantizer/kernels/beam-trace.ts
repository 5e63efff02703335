import wgsl from '../../../shaders/quantizer/beam-trace.wgsl?raw';
import { defineKernel, linearGrid, readU32, writeU32 } from '../../compute/kernel';
import { withLinearIndex } from '../../compute/wgsl';
import { BEAM_NEARER } from './beam-outcome';
import { GROUP } from './layout';

/** The best path's code of one level, and the slot it came from; levels from the last to the first. */
export const beamTrace = defineKernel({
  name: 'quantizer/beam-trace',
  wgsl: withLinearIndex(wgsl),
  bindings: {
    /** beam * codes + code, [rows][beams] */
    choice: readU32,
    /** [rows] */
    greedyCode: readU32,
    /** From beam-outcome, of the shard. */
    outcome: readU32,
    /** In: after this level, out: before it. [rows] */
    slot: writeU32,
    /** Of the shard. */
    code: writeU32,
  },
  params: { rows: 'u32', rowBegin: 'u32', codes: 'u32', beams: 'u32' },
  overrides: { GROUP },
  grid: ({ rows }, o) => linearGrid(rows, o.GROUP),
  oracle({ choice, greedyCode, outcome, slot, code }, { rows, rowBegin, codes, beams }) {
    for (let row = 0; row < rows; row++) {
      const chosen = choice[row * beams + slot[row]!]!;
      slot[row] = Math.floor(chosen / codes);
      const at = rowBegin + row;
      code[at] = outcome[at] === BEAM_NEARER ? chosen % codes : greedyCode[row]!;
    }
  },
});
