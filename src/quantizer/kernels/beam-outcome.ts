import wgsl from '../../../shaders/quantizer/beam-outcome.wgsl?raw';
import { defineKernel, linearGrid, readF32, writeF32, writeU32 } from '../../compute/kernel';
import { withLinearIndex } from '../../compute/wgsl';
import { GROUP } from './layout';

/** Values of `outcome`: which path of a row ends nearer. */
export const BEAM_NEARER = 0;
const BOTH_EQUAL = 1;
export const GREEDY_NEARER = 2;

/** The beam's best path held against the greedy path of every row of a slice. */
export const beamOutcome = defineKernel({
  name: 'quantizer/beam-outcome',
  wgsl: withLinearIndex(wgsl),
  bindings: {
    /** |r_L|^2 at the end of each path, [rows] of the slice */
    beamNorm2: readF32,
    greedyNorm2: readF32,
    /** Of the shard, as the energies. */
    outcome: writeU32,
    energy: writeF32,
    greedyEnergy: writeF32,
  },
  params: { rows: 'u32', rowBegin: 'u32' },
  overrides: { GROUP },
  grid: ({ rows }, o) => linearGrid(rows, o.GROUP),
  oracle({ beamNorm2, greedyNorm2, outcome, energy, greedyEnergy }, { rows, rowBegin }) {
    for (let row = 0; row < rows; row++) {
      const beam = beamNorm2[row]!;
      const greedy = greedyNorm2[row]!;
      const at = rowBegin + row;
      outcome[at] = beam < greedy ? BEAM_NEARER : greedy < beam ? GREEDY_NEARER : BOTH_EQUAL;
      energy[at] = Math.min(beam, greedy);
      greedyEnergy[at] = greedy;
    }
  },
});
