import type { Tensor } from '../../compute/device';
import type { JobContext } from '../assign';
import { gatherRows } from '../../nn/kernels/gather-rows';
import type { Matrix } from '../matrix';
import { MEMORY_OPS } from '../pacer';
import type { Batch } from './epoch-batches';
import type { RqVaeModel } from './model';
import { stepOf } from './step';

/**
 * One step on a batch of `shard`: the loss, gradients of all parameters, one AdamW update. Of items
 * the loss is reconstruction plus commitment (FORGE Eq. 3), of pairs contrast plus commitment (Eq. 2);
 * the commitment is a mean over the rows, so over both sides of the pairs.
 */
export async function trainStep(
  context: JobContext,
  model: RqVaeModel,
  shard: Matrix,
  { kind, rows }: Batch,
  learningRate: number,
): Promise<void> {
  const output = await forward(context, model, shard, rows);
  // Before the loss: a contrast adds to the gradients of its scales.
  model.optimizer.zeroGradients(context.device);
  const gradient =
    kind === 'items'
      ? reconstruct(context, model, output, rows.length)
      : await contrast(context, model, output, rows.length / 2);
  await backward(context, model, gradient, rows.length);
  await model.optimizer.step(stepOf(context), learningRate);
}

/** The decoder's output of the batch, whose vectors `model.input` then holds. */
async function forward(
  context: JobContext,
  { index, input, encoder, batch, learner, decoder }: RqVaeModel,
  shard: Matrix,
  rows: Uint32Array,
): Promise<Tensor<'f32'>> {
  const { device, pacer } = context;
  const step = stepOf(context);
  const count = rows.length;
  device.write(index, rows);
  device.run(gatherRows, {
    tensors: { matrix: shard.values, index, gathered: input },
    params: { count, dim: shard.dim },
  });
  await pacer.spend(count * shard.dim * MEMORY_OPS);
  const latent = await encoder.forward(step, input, count);
  await batch.forward(context, latent, count);
  await learner.beforeBackward(context, count);
  return decoder.forward(step, batch.quantized, count);
}

function reconstruct(
  { device }: JobContext,
  { loss, input }: RqVaeModel,
  output: Tensor<'f32'>,
  rows: number,
): Tensor<'f32'> {
  loss.queue(device, { prediction: output, goal: input, rows, weight: 1 });
  return loss.gradient;
}

function contrast(
  context: JobContext,
  { contrast, input }: RqVaeModel,
  output: Tensor<'f32'>,
  pairs: number,
): Promise<Tensor<'f32'>> {
  if (!contrast) throw new Error('a batch of pairs for a model without contrast');
  return contrast.queue(stepOf(context), { input, output, pairs });
}

/** From the gradient of the decoder's output to those of all parameters. */
async function backward(
  context: JobContext,
  { encoder, decoder, batch, learner }: RqVaeModel,
  ofOutput: Tensor<'f32'>,
  rows: number,
): Promise<void> {
  const step = stepOf(context);
  const gradient = await decoder.backward(step, ofOutput, rows);
  if (!gradient) throw new Error('the decoder was made without an input gradient');
  await batch.backward(context, gradient, rows);
  await learner.afterBackward(context, rows);
  await encoder.backward(step, gradient, rows);
}
