import { orCancelled, throwIfCancelled } from '../../problem';
import { strideOf } from '../../nn/kernels/layout';
import { prepareNn } from '../../nn/kernels';
import type { JobContext } from '../assign';
import type { RqVaeConfig } from '../config';
import { MEMORY_OPS } from '../pacer';
import type { LearnedRun } from '../results';
import type { RowSource } from '../row-source';
import type { SliceOptions } from '../row-slices';
import type { PreparedVectors } from '../vectors';
import { createEncoder } from './networks';
import { stepOf } from './step';
import { loadWeights } from './weights';

/**
 * What a trained encoder makes of prepared vectors: the vectors that its codebooks quantize,
 * [rows][padded latent]. The same kernels on the same weights, so the latents of the run's end.
 * Throws `CANCELLED`.
 */
export async function encodeLatents(
  context: JobContext,
  { values, rows, dim, dimPadded }: PreparedVectors,
  rqvae: RqVaeConfig,
  { weights, inputScale }: Pick<LearnedRun, 'weights' | 'inputScale'>,
  { signal, onProgress }: SliceOptions = {},
): Promise<Extract<RowSource, { dimPadded: number }>> {
  const { device, pacer } = context;
  const width = strideOf(rqvae.latentDim);
  const latents = new Float32Array(rows * width);
  await orCancelled(prepareNn(device), signal);
  const arena = device.arena('encoder');
  try {
    const batch = Math.min(rows, rqvae.batchRows);
    const encoder = createEncoder(arena, rqvae, dim, batch);
    loadWeights(device, encoder, weights);
    const input = arena.tensor('batch', 'f32', batch * dimPadded);
    for (let begin = 0; begin < rows; begin += batch) {
      throwIfCancelled(signal);
      const end = Math.min(rows, begin + batch);
      const given = values.subarray(begin * dimPadded, end * dimPadded);
      device.write(input, inputScale === 1 ? given : given.map((x) => x * inputScale));
      const latent = await encoder.forward(stepOf(context), input, end - begin);
      latents.set(await device.read(latent, (end - begin) * width), begin * width);
      await pacer.spend((end - begin) * (dimPadded + width) * MEMORY_OPS);
      onProgress?.(end, rows);
    }
  } finally {
    arena.dispose();
  }
  return { values: latents, rows, dimPadded: width };
}
