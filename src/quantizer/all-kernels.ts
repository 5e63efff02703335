import type { Kernel } from '../compute/kernel';
import type { JobContext } from './assign';
import { assignOverrides } from './kernels/assign-codes';
import { blockFarthest } from './kernels/block-farthest';
import { codeHistogram } from './kernels/code-histogram';
import { countCodes } from './kernels/count-codes';
import { emaReset } from './kernels/ema-reset';
import { emaSizes } from './kernels/ema-sizes';
import { emaUpdate } from './kernels/ema-update';
import { gatherRows } from '../nn/kernels/gather-rows';
import { keepColumns } from './kernels/keep-columns';
import { lloydUpdate } from './kernels/lloyd-update';
import { mergeParts } from './kernels/merge-parts';
import { prepareCodebook } from './kernels/prepare-codebook';
import { priceCodes } from './kernels/price-codes';
import { reviveCodes } from './kernels/revive-codes';
import { rowDistortion } from './kernels/row-distortion';
import { rowFidelity } from './kernels/row-fidelity';
import { rowNorms } from './kernels/row-norms';
import { scanBlocks } from './kernels/scan-blocks';
import { scanCodes } from './kernels/scan-codes';
import { scatterRows } from './kernels/scatter-rows';
import { seedDistances } from './kernels/seed-distances';
import { seedPick } from './kernels/seed-pick';
import { subtractCodewords } from './kernels/subtract-codewords';
import { sumBlocks } from './kernels/sum-blocks';
import { sumByCode } from './kernels/sum-by-code';

/**
 * Compiles every kernel that a run on vectors of `dim` floats may use, side by side; at once where
 * they have been compiled before. Throws where one does not compile.
 */
export async function prepareKernels(
  { device, assign }: Pick<JobContext, 'device' | 'assign'>,
  dim: number,
): Promise<void> {
  await Promise.all([
    device.prepare(assign, assignOverrides(assign, dim)),
    ...otherKernels().map((kernel) => device.prepare(kernel)),
  ]);
}

function otherKernels(): Kernel[] {
  return [
    blockFarthest,
    codeHistogram,
    countCodes,
    emaReset,
    emaSizes,
    emaUpdate,
    gatherRows,
    keepColumns,
    lloydUpdate,
    mergeParts,
    prepareCodebook,
    priceCodes,
    reviveCodes,
    rowDistortion,
    rowFidelity,
    rowNorms,
    scanBlocks,
    scanCodes,
    scatterRows,
    seedDistances,
    seedPick,
    subtractCodewords,
    sumBlocks,
    sumByCode,
  ];
}
