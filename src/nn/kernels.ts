import type { Device } from '../compute/device';
import type { Kernel, Overrides } from '../compute/kernel';
import { activate, ACTIVATIONS } from './kernels/activate';
import { activateBackward } from './kernels/activate-backward';
import { adamw } from './kernels/adamw';
import { addBias } from './kernels/add-bias';
import { addDropped } from './kernels/add-dropped';
import { addScaled } from './kernels/add-scaled';
import { attentionWeights } from './kernels/attention-weights';
import { attentionWeightsBackward } from './kernels/attention-weights-backward';
import { clipScale } from './kernels/clip-scale';
import { columnSums } from './kernels/column-sums';
import { cosineLoss } from './kernels/cosine-loss';
import { crossEntropy } from './kernels/cross-entropy';
import { dropout } from './kernels/dropout';
import { fusedAttention } from './kernels/fused-attention';
import { fusedAttentionKeys } from './kernels/fused-attention-keys';
import { fusedAttentionQueries } from './kernels/fused-attention-queries';
import { gatherRows } from './kernels/gather-rows';
import { infoNce } from './kernels/info-nce';
import { l1Loss } from './kernels/l1-loss';
import { l2Normalise } from './kernels/l2-normalise';
import { l2NormaliseBackward } from './kernels/l2-normalise-backward';
import { logSumExp } from './kernels/log-sum-exp';
import { mseLoss } from './kernels/mse-loss';
import { multiplyElements } from './kernels/multiply-elements';
import { normGainSums } from './kernels/norm-gain-sums';
import { normRows } from './kernels/norm-rows';
import { normRowsBackward } from './kernels/norm-rows-backward';
import { outerRows } from './kernels/outer-rows';
import { positionBias } from './kernels/position-bias';
import { positionBiasGradient } from './kernels/position-bias-gradient';
import { scatterAddRows } from './kernels/scatter-add-rows';
import { sumSquares } from './kernels/sum-squares';
import { sumValues } from './kernels/sum-values';
import { fusesAttention } from './layers/attention-core';
import { LAYOUTS, matmulFor } from './matmul';

interface Variant {
  readonly kernel: Kernel;
  readonly overrides: Overrides;
}

const variants = (kernel: Kernel, overrides: readonly Overrides[]): Variant[] =>
  overrides.map((given) => ({ kernel, overrides: { ...kernel.overrides, ...given } }));

/** Every kernel that layers but attention, losses and optimizers run on `device`, with its overrides. */
function nnKernels(device: Device): readonly Variant[] {
  const kinds = Object.values(ACTIVATIONS).map((KIND) => ({ KIND }));
  const centred = [{ CENTRED: 0 }, { CENTRED: 1 }];
  return [
    ...variants(matmulFor(device), Object.values(LAYOUTS)),
    ...variants(activate, kinds),
    ...variants(activateBackward, kinds),
    ...variants(normRows, centred),
    ...variants(normRowsBackward, centred),
    ...[
      adamw,
      addBias,
      addDropped,
      addScaled,
      clipScale,
      columnSums,
      cosineLoss,
      crossEntropy,
      dropout,
      gatherRows,
      infoNce,
      l1Loss,
      l2Normalise,
      l2NormaliseBackward,
      logSumExp,
      mseLoss,
      multiplyElements,
      normGainSums,
      outerRows,
      scatterAddRows,
      sumSquares,
      sumValues,
    ].flatMap((kernel) => variants(kernel, [{}])),
  ];
}

/** Compiles them. Throws a Problem `GPU_SHADER`. */
export async function prepareNn(device: Device): Promise<void> {
  await prepareAll(device, nnKernels(device));
}

/**
 * Compiles what attention over heads of `headCols` columns runs, `backward` too where it is trained.
 * Throws a Problem `GPU_SHADER`.
 */
export async function prepareAttention(
  device: Device,
  { headCols, backward }: { readonly headCols: number; readonly backward: boolean },
): Promise<void> {
  const plain = (...kernels: readonly Kernel[]) =>
    kernels.flatMap((kernel) => variants(kernel, [{}]));
  const weights = variants(attentionWeights, [{ BIASED: 0 }, { BIASED: 1 }]);
  const fused = fusesAttention(device.info, headCols);
  const forth = fused ? plain(fusedAttention) : weights;
  const back = fused
    ? plain(fusedAttentionQueries, fusedAttentionKeys)
    : plain(attentionWeightsBackward);
  const ofBias = plain(positionBias, ...(backward ? [positionBiasGradient] : []));
  await prepareAll(device, [...forth, ...(backward ? back : []), ...ofBias]);
}

async function prepareAll(device: Device, kernels: readonly Variant[]): Promise<void> {
  await Promise.all(kernels.map(({ kernel, overrides }) => device.prepare(kernel, overrides)));
}
