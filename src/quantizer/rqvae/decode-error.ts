import { prepareNn } from '../../nn/kernels';
import { strideOf } from '../../nn/kernels/layout';
import { RowLoss } from '../../nn/losses/row-loss';
import { orCancelled, throwIfCancelled } from '../../problem';
import type { JobContext } from '../assign';
import type { RqVaeConfig } from '../config';
import { MEMORY_OPS } from '../pacer';
import type { LearnedRun } from '../results';
import type { SliceOptions } from '../row-slices';
import type { PreparedVectors } from '../vectors';
import { createDecoder } from './networks';
import { stepOf } from './step';
import { loadWeights } from './weights';

/** Encoded rows and the codebooks of a saved model, K_l x latentDim. */
export interface Coded {
  readonly codes: readonly Uint32Array[];
  readonly codebooks: readonly Float32Array[];
}

/**
 * sum |x - decoder(Q_L)|^2 over prepared vectors as the model sees them (scaled), where Q_L is the
 * sum of a row's codewords. Throws `CANCELLED`.
 */
export async function decodeError(
  context: JobContext,
  { values, rows, dim, dimPadded }: PreparedVectors,
  coded: Coded,
  rqvae: RqVaeConfig,
  { weights, inputScale }: Pick<LearnedRun, 'weights' | 'inputScale'>,
  { signal, onProgress }: SliceOptions = {},
): Promise<number> {
  const { device, pacer } = context;
  const width = strideOf(rqvae.latentDim);
  await orCancelled(prepareNn(device), signal);
  const arena = device.arena('decoder');
  try {
    const batch = Math.min(rows, rqvae.batchRows);
    const decoder = createDecoder(arena, rqvae, dim, batch);
    loadWeights(device, decoder, weights);
    const loss = new RowLoss(arena, { kind: 'mse', rows: batch, cols: dim });
    const quantized = arena.tensor('sum of codewords', 'f32', batch * width);
    const goal = arena.tensor('inputs', 'f32', batch * dimPadded);
    let sum = 0;
    for (let begin = 0; begin < rows; begin += batch) {
      throwIfCancelled(signal);
      const end = Math.min(rows, begin + batch);
      const given = values.subarray(begin * dimPadded, end * dimPadded);
      device.write(goal, inputScale === 1 ? given : given.map((x) => x * inputScale));
      device.write(quantized, codewordSums(coded, begin, end, rqvae.latentDim, width));
      const prediction = await decoder.forward(stepOf(context), quantized, end - begin);
      loss.queue(device, { prediction, goal, rows: end - begin, weight: 1 });
      sum += (await loss.total.take(device)) * (end - begin) * dim;
      await pacer.spend((end - begin) * (dimPadded + width) * MEMORY_OPS);
      onProgress?.(end, rows);
    }
    return sum;
  } finally {
    arena.dispose();
  }
}

/** Rows begin..end-1 as [rows][width], zeros behind `dim`. */
function codewordSums(
  { codes, codebooks }: Coded,
  begin: number,
  end: number,
  dim: number,
  width: number,
): Float32Array {
  const sums = new Float32Array((end - begin) * width);
  for (let row = begin; row < end; row++) {
    const at = (row - begin) * width;
    codebooks.forEach((codebook, l) => {
      const from = codes[l]![row]! * dim;
      for (let d = 0; d < dim; d++) sums[at + d] = sums[at + d]! + codebook[from + d]!;
    });
  }
  return sums;
}
