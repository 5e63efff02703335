import type { Arena, Device } from '../../../compute/device';
import type { TokenBatch } from '../../samples/token-batch';
import type { Rows } from '../../../nn/float64.fixture';
import type { T5Config } from '../config';
import { T5Oracle } from '../oracle.fixture';
import type { T5Weights } from '../model-file';
import { T5Batch } from './batch';
import { T5Model } from './t5-model';

/** Inputs of several lengths over 29 tokens, with targets of three. */
export const BATCH: TokenBatch = {
  size: 3,
  time: 6,
  tokens: Uint32Array.of(...[5, 6, 7, 28, 5, 1], ...[9, 1, 0, 0, 0, 0], ...[3, 3, 3, 1, 0, 0]),
  lengths: Uint32Array.of(6, 2, 4),
  decoderInputs: Uint32Array.of(...[2, 7, 8], ...[2, 28, 3], ...[2, 7, 7]),
  labels: Uint32Array.of(...[7, 8, 9], ...[28, 3, 4], ...[7, 7, 7]),
  targets: Uint32Array.of(0, 1, 2),
};

/** A model and a batch on a device, larger than need be, so that rows behind are stale. */
export function modelOn(device: Device, arena: Arena, config: T5Config, weights: T5Weights) {
  const limits = { size: 4, inputTime: 9, labelTime: 3 };
  const model = new T5Model(arena, config, limits, device.info);
  const batch = new T5Batch(arena, limits);
  model.load(device, weights);
  batch.write(device, BATCH);
  return { model, batch };
}

/** Logits of every real position by the reference, [size * 3][vocabSize]. */
export function oracleLogits(config: T5Config, weights: T5Weights): Rows {
  const oracle = new T5Oracle(config, weights);
  return Array.from({ length: BATCH.size }, (_, i) => {
    const input = [...BATCH.tokens.subarray(i * BATCH.time, i * BATCH.time + BATCH.lengths[i]!)];
    const start = [...BATCH.decoderInputs.subarray(3 * i, 3 * i + 3)];
    return oracle.logits(oracle.encode(input), start);
  }).flat();
}
