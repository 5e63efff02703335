import { encodeSafetensors } from '../dataset/formats/safetensors-write';
import type { QuantizerConfig } from './config';
import type { LearnedRun } from './results';

/**
 * `model.safetensors` of a learned tokenizer: weights of encoder, decoder and codebooks as PyTorch
 * lays them out (Linear weight [out][in]); `center`, [dim], where the run subtracted a mean. The
 * metadata holds what else encoding needs: the config and the input scale.
 */
export function modelSafetensors(
  config: QuantizerConfig,
  { weights, inputScale }: Pick<LearnedRun, 'weights' | 'inputScale'>,
  center: Float32Array | null,
): Uint8Array {
  const mean = center ? [{ name: 'center', shape: [center.length], data: center }] : [];
  return encodeSafetensors([...weights, ...mean], {
    format: 'pt',
    tokenizer: 'rqvae',
    config: JSON.stringify(config),
    input_scale: String(inputScale),
  });
}
