import { assignFlop } from '../kernels/assign-codes';
import { MAX_BEAM } from '../kernels/beam-merge';
import { codeStride } from '../kernels/layout';
import { MEMORY_OPS } from '../pacer';
import type { SliceCost } from '../row-slices';

/** What looking at one product costs beside a multiply-add, on a software adapter; for pacing. */
const SELECT_OPS = 64;

/** Beams after each level: no more than there are paths, as in FAISS. */
export function beamWidths(codebookSizes: readonly number[], beam: number): number[] {
  if (!Number.isInteger(beam) || beam < 1 || beam > MAX_BEAM) {
    throw new RangeError(`A beam of ${beam} was asked for; 1 to ${MAX_BEAM} are possible.`);
  }
  let width = 1;
  return codebookSizes.map((codes) => (width = Math.min(width * codes, beam)));
}

/** Operations of one level's beam step of one row, in the pacer's units. */
export function beamStepOps(dim: number, codes: number, beamsIn: number, beamsOut: number) {
  return (
    assignFlop(beamsIn, dim, codes) +
    beamsIn * codes * SELECT_OPS +
    (beamsIn + beamsOut) * dim * MEMORY_OPS
  );
}

/** What one row needs of the buffers of a slice, beside its share of time and memory. */
export interface BeamCost extends SliceCost {
  /** The widest beam before or after any level. */
  readonly beam: number;
  /** Products of the level that has most. */
  readonly products: number;
}

/** The cost of a row at levels of these sizes, with `widths` beams after each. */
export function beamCost(
  dim: number,
  codebookSizes: readonly number[],
  widths: readonly number[],
): BeamCost {
  const beamsBefore = (level: number) => widths[level - 1] ?? 1;
  const beam = Math.max(1, ...widths);
  const products = Math.max(
    0,
    ...codebookSizes.map((codes, level) => beamsBefore(level) * codeStride(codes)),
  );
  const ops = codebookSizes.map((codes, level) =>
    beamStepOps(dim, codes, beamsBefore(level), widths[level] ?? 1),
  );
  return {
    beam,
    products,
    bytesPerRow: 4 * Math.max(products, beam * dim),
    opsPerRow: Math.max(dim * MEMORY_OPS, ...ops),
  };
}
