import { encodeSafetensors, type NamedTensor } from '../../../dataset/formats/safetensors-write';
import { strideOf } from '../../../nn/kernels/layout';
import { unpad } from '../../vectors';
import type { SavedParameter } from '../state';
import { checksumOf } from './checksum';
import { averageShapes, momentName } from './tensor-shapes';
import type { Checkpoint } from './types';

/** Raised when a reader of before would misread what is written now. */
export const VERSION = '1';

/**
 * A checkpoint as the bytes of a `.safetensors` file. Tensors: the parameters as `model.safetensors`
 * names them, `adamw.moment1.*` and `adamw.moment2.*` of each, and `ema.<l>.size` [K] and
 * `ema.<l>.total` [K, latent] of codebooks that follow moving averages. The metadata hold config, data,
 * machine and progress as JSON, and a checksum.
 */
export function encodeCheckpoint({ config, data, machine, state }: Checkpoint): Uint8Array {
  const { epoch, optimizerSteps, report } = state;
  const tensors = [
    ...state.parameters.flatMap(parameterTensors),
    ...averageTensors({ config, state }),
  ];
  const metadata = {
    format: 'pt',
    sid_checkpoint: VERSION,
    config: JSON.stringify(config),
    data: JSON.stringify(data),
    machine: JSON.stringify(machine),
    progress: JSON.stringify({ epoch, optimizerSteps, report }),
  };
  const checksum = checksumOf(tensors, metadata);
  return encodeSafetensors(tensors, { ...metadata, checksum });
}

function parameterTensors({ name, shape, value, moment1, moment2 }: SavedParameter): NamedTensor[] {
  return [
    { name, shape, data: value },
    { name: momentName(1, name), shape, data: moment1 },
    { name: momentName(2, name), shape, data: moment2 },
  ];
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
