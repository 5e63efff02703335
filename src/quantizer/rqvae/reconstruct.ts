import { addScaled } from '../../nn/kernels/add-scaled';
import { RowLoss } from '../../nn/losses/row-loss';
import type { JobContext } from '../assign';
import type { Matrix } from '../matrix';
import { MEMORY_OPS } from '../pacer';
import type { RqVaeModel } from './model';
import type { ShardPass } from './shard-pass';
import { stepOf } from './step';

/**
 * sum |x - decoder(Q_L)|^2 over the whole shard as the model sees it (scaled). `pass` has just
 * encoded and quantized it: Q_L is what the codewords took from the latents.
 */
export async function reconstructionError(
  context: JobContext,
  { decoder, batch: { quantized }, input }: RqVaeModel,
  shard: Matrix,
  { latents, residual }: ShardPass,
  batchRows: number,
  dim: number,
): Promise<number> {
  const { device, pacer } = context;
  const arena = device.arena('reconstruction');
  try {
    const loss = new RowLoss(arena, { kind: 'mse', rows: batchRows, cols: dim });
    const rest = arena.tensor('residual of the batch', 'f32', batchRows * latents.dim);
    let sum = 0;
    for (let begin = 0; begin < shard.rows; begin += batchRows) {
      const rows = Math.min(batchRows, shard.rows - begin);
      const count = rows * latents.dim;
      const at = { from: begin * latents.dim };
      device.copy(shard.values, input, rows * shard.dim, { from: begin * shard.dim });
      device.copy(latents.values, quantized, count, at);
      device.copy(residual.values, rest, count, at);
      device.run(addScaled, {
        tensors: { addend: rest, total: quantized },
        params: { count, scale: -1 },
      });
      const prediction = await decoder.forward(stepOf(context), quantized, rows);
      loss.queue(device, { prediction, goal: input, rows, weight: 1 });
      await pacer.spend(rows * shard.dim * MEMORY_OPS);
      sum += (await loss.total.take(device)) * rows * dim;
    }
    return sum;
  } finally {
    arena.dispose();
  }
}
