import { trainedTensors } from '../../../dataset/checkpoint/trained-tensors';
import type { NamedTensor } from '../../../dataset/formats/safetensors-write';
import { strideOf } from '../../../nn/kernels/layout';
import { unpad } from '../../vectors';
import { averageShapes, pairsShape } from './tensor-shapes';
import type { Checkpoint } from './types';

/**
 * What the file of a learned run holds: the parameters as `model.safetensors` names them,
 * `adamw.moment1.*` and `adamw.moment2.*` of each, `ema.<l>.size` [K] and `ema.<l>.total` [K, latent] of
 * codebooks that follow moving averages, and of a contrastive run its `pairs` [n, 2], whole numbers.
 */
export function learnedParts({ config, data, state, pairs }: Checkpoint) {
  const { epoch, optimizerSteps, report } = state;
  const tensors: NamedTensor[] = [
    ...state.parameters.flatMap(trainedTensors),
    ...averageTensors({ config, state }),
    ...(pairs ? [{ ...pairsShape(data), data: Float32Array.from(pairs) }] : []),
  ];
  return { tensors, progress: { epoch, optimizerSteps, report } };
}

function averageTensors({ config, state }: Pick<Checkpoint, 'config' | 'state'>): NamedTensor[] {
  const { latentDim } = config.rqvae;
  return averageShapes(config).flatMap(([size, total], at) => {
    const [sizes, totals] = state.learner.slice(2 * at, 2 * at + 2);
    if (!sizes || !totals) throw new Error(`the state has no averages of codebook ${at}`);
    return [
      { ...size, data: sizes },
      { ...total, data: unpad(totals, strideOf(latentDim), latentDim) },
    ];
  });
}
