import { sealCheckpoint, type CheckpointKind } from '../../dataset/checkpoint/sealed-file';
import { learnedParts } from '../rqvae/checkpoint/learned-parts';
import { levelsParts } from './levels-parts';
import { isLearned, type RunCheckpoint } from './types';

export const KIND: CheckpointKind = { key: 'sid_checkpoint', version: '1' };

/**
 * A checkpoint as the bytes of a `.safetensors` file. Its metadata hold config, data, machine and progress
 * as JSON, and a checksum; its tensors are those of its kind.
 */
export function encodeCheckpoint(checkpoint: RunCheckpoint): Uint8Array {
  const { config, data, machine } = checkpoint;
  const { tensors, progress } = isLearned(checkpoint)
    ? learnedParts(checkpoint)
    : levelsParts(checkpoint);
  return sealCheckpoint(KIND, tensors, {
    config: JSON.stringify(config),
    data: JSON.stringify(data),
    machine: JSON.stringify(machine),
    progress: JSON.stringify(progress),
  });
}
