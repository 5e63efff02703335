import type { Kernel, Overrides, Values } from '../../compute/kernel';
import { LAYOUTS, matmulFor } from '../../nn/matmul';
import type { JobContext } from '../assign';
import { beamMerge } from '../kernels/beam-merge';
import { beamOutcome } from '../kernels/beam-outcome';
import { beamResiduals } from '../kernels/beam-residuals';
import { beamTrace } from '../kernels/beam-trace';
import { nearestCodes } from '../kernels/nearest-codes';
import { pairDistances } from '../kernels/pair-distances';
import { placeRows } from '../kernels/place-rows';
import { prepareCodebook } from '../kernels/prepare-codebook';
import { rowNorms } from '../kernels/row-norms';
import { subtractCodewords } from '../kernels/subtract-codewords';

/** Every kernel of beam encoding and of the candidates, with its overrides where it has some. */
export function beamKernels({
  device,
  assign,
}: Pick<JobContext, 'device' | 'assign'>): readonly (readonly [Kernel, Values<Overrides>])[] {
  const plain: Kernel[] = [
    assign,
    beamMerge,
    beamOutcome,
    beamResiduals,
    beamTrace,
    nearestCodes,
    pairDistances,
    placeRows,
    prepareCodebook,
    rowNorms,
    subtractCodewords,
  ];
  return [
    [matmulFor(device), LAYOUTS.NT],
    ...plain.map((kernel) => [kernel, kernel.overrides] as const),
  ];
}

/** Compiles them, side by side; at once where they have been compiled before. */
export async function prepareBeam(context: Pick<JobContext, 'device' | 'assign'>): Promise<void> {
  await Promise.all(
    beamKernels(context).map(([kernel, overrides]) => context.device.prepare(kernel, overrides)),
  );
}
