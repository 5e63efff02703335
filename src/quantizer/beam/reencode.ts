import type { JobContext } from '../assign';
import type { QuantizerConfig } from '../config';
import { encodeLevels } from '../encode/encode-levels';
import type { LevelResult } from '../results';
import type { SliceOptions } from '../row-slices';
import { pad, type PreparedVectors } from '../vectors';

/**
 * Beams are over L2 distances of residual levels that see the same columns: elsewhere (cosine,
 * product quantization, a learned tokenizer's own encoding) rows are encoded greedily.
 */
export function beamOf({ method, distance, beam }: QuantizerConfig): number {
  return (method === 'lloyd' || method === 'ema') && distance === 'l2' ? beam : 1;
}

/**
 * Trained levels with the codes of a beam search over all of them in place of the greedy ones; the
 * codebooks stay. Metrics, energies and cosines are of the new codes.
 */
export async function reencode(
  context: JobContext,
  vectors: PreparedVectors,
  levels: readonly LevelResult[],
  beam: number,
  options: SliceOptions = {},
): Promise<LevelResult[]> {
  const { dim, dimPadded, energy } = vectors;
  const codebooks = levels.map(({ codebook }) => pad(codebook, dim, dimPadded));
  const coded = await encodeLevels(context, vectors, codebooks, {
    ...{ ...options, distance: 'l2', beam, energy },
  });
  return levels.map((level, l) => ({ ...level, ...coded[l]! }));
}
