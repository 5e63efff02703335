import { encodeCheckpoint } from '../../quantizer/checkpoint/encode-checkpoint';
import type { RunCheckpoint } from '../../quantizer/checkpoint/types';
import type { QuantizerConfig } from '../../quantizer/config';
import type { CheckpointFiles } from './checkpoint-keeper';

/**
 * A shard has one checkpoint of a learned run and one of any other, each of the run that was trained on it
 * last: minutes of learning are not given up for a k-means that was cancelled.
 */
export const nameOf = (fingerprint: string, method: QuantizerConfig['method']) =>
  `${fingerprint}${method === 'rqvae' ? '' : '.levels'}.safetensors`;

/** Of runs of the quantizer. */
export const QUANTIZER_FILES: CheckpointFiles<
  RunCheckpoint,
  Pick<RunCheckpoint, 'data' | 'config'>
> = {
  nameOf: ({ data, config }) => nameOf(data.fingerprint, config.method),
  encode: encodeCheckpoint,
};
