import type { Tensor } from '../../compute/device';
import type { JobContext } from '../assign';
import { gatherRows } from '../kernels/gather-rows';
import type { Matrix } from '../matrix';
import { MEMORY_OPS } from '../pacer';
import type { RqVaeModel } from './model';
import { stepOf } from './step';

/**
 * One step on the rows of `shard` that `index` names: reconstruction plus commitment loss
 * (FORGE Eq. 3), gradients of all parameters, one AdamW update.
 */
export async function trainStep(
  context: JobContext,
  model: RqVaeModel,
  shard: Matrix,
  index: Tensor<'u32'>,
  rows: number,
  learningRate: number,
): Promise<void> {
  const { device, pacer } = context;
  const { encoder, decoder, batch, learner, loss, optimizer, input } = model;
  const step = stepOf(context);
  device.run(gatherRows, {
    tensors: { matrix: shard.values, index, gathered: input },
    params: { count: rows, dim: shard.dim },
  });
  await pacer.spend(rows * shard.dim * MEMORY_OPS);

  const latent = await encoder.forward(step, input, rows);
  await batch.forward(context, latent, rows);
  await learner.beforeBackward(context, rows);
  const output = await decoder.forward(step, batch.quantized, rows);
  loss.queue(device, { prediction: output, goal: input, rows, weight: 1 });

  optimizer.zeroGradients(device);
  const gradient = await decoder.backward(step, loss.gradient, rows);
  if (!gradient) throw new Error('the decoder was made without an input gradient');
  await batch.backward(context, gradient, rows);
  await learner.afterBackward(context, rows);
  await encoder.backward(step, gradient, rows);
  await optimizer.step(step, learningRate);
}
