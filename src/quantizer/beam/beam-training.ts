import { roundUp } from '../../compute/kernel';
import { trainBeamOf, type QuantizerConfig } from '../config';
import { MAX_BEAM } from '../kernels/beam-merge';
import { DIM_ALIGN } from '../kernels/layout';
import { sliceCapacity } from '../row-slices';
import { beamCost, beamStepOps, beamWidths } from './beam-shape';
import { trainingVectors } from './training-vectors';

interface BeamTraining {
  /** That the level is fitted to. */
  readonly vectors: number;
  /** Of the search for them, in the pacer's units. */
  readonly ops: number;
  /** Of the buffers of the search. */
  readonly bytes: number;
}

/** What training a level (0-based) on the paths of a beam takes; null where there are none. */
export function beamTraining(
  shape: { readonly rows: number; readonly dim: number; readonly bindingBytes: number },
  config: QuantizerConfig,
  level: number,
): BeamTraining | null {
  const beam = trainBeamOf(config);
  // One that is not possible the plan refuses.
  const isPossible = Number.isInteger(beam) && beam > 1 && beam <= MAX_BEAM;
  if (!isPossible || level === 0) return null;
  const { rows, bindingBytes } = shape;
  const { codebookSizes } = config;
  const dim = roundUp(shape.dim, DIM_ALIGN);
  const before = codebookSizes.slice(0, level);
  const widths = beamWidths(before, beam);
  const cost = beamCost(dim, before, widths);
  const perRow = cost.products + 2 * cost.beam * (dim + cost.beam + 1);
  const opsPerRow = before.reduce(
    (sum, codes, l) => sum + beamStepOps(dim, codes, widths[l - 1] ?? 1, widths[l] ?? 1),
    0,
  );
  return {
    vectors: trainingVectors({ rows, dim, codebookSizes, level, beam, bindingBytes }),
    ops: rows * opsPerRow,
    bytes: 4 * perRow * sliceCapacity(rows, cost),
  };
}
