import { sealCheckpoint, type CheckpointKind } from '../../../dataset/checkpoint/sealed-file';
import { trainedTensors } from '../../../dataset/checkpoint/trained-tensors';
import { parameterShapes } from './parameter-shapes';
import type { RetrieverCheckpoint } from './types';

export const KIND: CheckpointKind = { key: 'retriever_checkpoint', version: '1' };

/**
 * A checkpoint as the bytes of a `.safetensors` file. Tensors: the parameters as `model.safetensors`
 * names them, and `adamw.moment1.*` and `adamw.moment2.*` of each. The metadata hold training (the
 * config), data, adapter and progress as JSON, and a checksum.
 */
export function encodeRetrieverCheckpoint(checkpoint: RetrieverCheckpoint): Uint8Array {
  const { config, data, adapter, state } = checkpoint;
  const tensors = parameterShapes(config, data).flatMap((shape, i) => {
    const kept = state.parameters[i];
    if (!kept) throw new Error(`the state has no ${shape.name}`);
    return trainedTensors({ ...shape, ...kept });
  });
  return sealCheckpoint(KIND, tensors, {
    training: JSON.stringify(config),
    data: JSON.stringify(data),
    adapter: JSON.stringify({ adapter }),
    progress: JSON.stringify({ step: state.step, ...state.history }),
  });
}
