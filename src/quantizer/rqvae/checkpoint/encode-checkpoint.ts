import { sealCheckpoint, type CheckpointKind } from '../../../dataset/checkpoint/sealed-file';
import { trainedTensors } from '../../../dataset/checkpoint/trained-tensors';
import type { NamedTensor } from '../../../dataset/formats/safetensors-write';
import { strideOf } from '../../../nn/kernels/layout';
import { unpad } from '../../vectors';
import { averageShapes } from './tensor-shapes';
import type { Checkpoint } from './types';

export const KIND: CheckpointKind = { key: 'sid_checkpoint', version: '1' };

/**
 * A checkpoint as the bytes of a `.safetensors` file. Tensors: the parameters as `model.safetensors`
 * names them, `adamw.moment1.*` and `adamw.moment2.*` of each, and `ema.<l>.size` [K] and
 * `ema.<l>.total` [K, latent] of codebooks that follow moving averages. The metadata hold config, data,
 * machine and progress as JSON, and a checksum.
 */
export function encodeCheckpoint({ config, data, machine, state }: Checkpoint): Uint8Array {
  const { epoch, optimizerSteps, report } = state;
  const tensors = [
    ...state.parameters.flatMap(trainedTensors),
    ...averageTensors({ config, state }),
  ];
  return sealCheckpoint(KIND, tensors, {
    config: JSON.stringify(config),
    data: JSON.stringify(data),
    machine: JSON.stringify(machine),
    progress: JSON.stringify({ epoch, optimizerSteps, report }),
  });
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
