import type { Tensor } from '../../compute/device';
import { extendMetrics, type PrefixState } from '../../sid/metrics';
import type { JobContext } from '../assign';
import type { QuantizerConfig } from '../config';
import type { Matrix } from '../matrix';
import type { LevelResult } from '../results';
import type { SliceOptions } from '../row-slices';
import { measureFidelity, stepResidual } from '../train-level';
import { uploadCodebooks } from '../upload-codebooks';
import { pad, type PreparedVectors } from '../vectors';
import { encodeBeam } from './encode-beam';

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
  const { dim, dimPadded, rows, energy } = vectors;
  const codebooks = levels.map(({ codebook }) => pad(codebook, dim, dimPadded));
  const { codes } = await encodeBeam(context, vectors, codebooks, { ...options, beam });
  const { device } = context;
  const arena = device.arena('beam measures');
  try {
    const input = arena.tensor('vectors', 'f32', rows * dimPadded);
    const residual: Matrix = {
      rows,
      dim: dimPadded,
      values: arena.tensor('residual', 'f32', rows * dimPadded),
    };
    device.write(input, vectors.values);
    device.copy(input, residual.values, rows * dimPadded);
    const books = await uploadCodebooks(context, arena, codebooks, dimPadded);
    const code: Tensor<'u32'> = arena.tensor('code', 'u32', rows);
    const encoded: LevelResult[] = [];
    let state: PrefixState | null = null;
    for (const [l, level] of levels.entries()) {
      const book = books[l];
      const own = codes[l];
      if (!book || !own) throw new Error(`level ${l + 1} was not encoded`);
      device.write(code, own);
      await stepResidual(context, residual, book, code);
      const measured = await measureFidelity(context, input, residual);
      const extended = extendMetrics(state, own, level.codebookSize);
      state = extended.state;
      encoded.push({
        ...level,
        codes: own,
        metrics: extended.level,
        sid: extended.sid,
        residualEnergy: measured.energy / energy,
        meanCosine: measured.cosine / rows,
      });
    }
    return encoded;
  } finally {
    arena.dispose();
  }
}
