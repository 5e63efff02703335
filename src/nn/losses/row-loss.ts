import type { Arena, Device, Tensor } from '../../compute/device';
import { cosineLoss } from '../kernels/cosine-loss';
import { l1Loss } from '../kernels/l1-loss';
import { strideOf } from '../kernels/layout';
import { mseLoss } from '../kernels/mse-loss';
import { LossTotal } from './loss-total';

export type RowLossKind = 'mse' | 'l1' | 'cosine';

interface Batch {
  readonly prediction: Tensor<'f32'>;
  readonly goal: Tensor<'f32'>;
  readonly rows: number;
  /** Factor of the gradient, not of the total. */
  readonly weight: number;
}

/**
 * How far predictions [rows][cols] are from their goals, as a mean over rows:
 *   mse     1 / (rows cols) sum (x - t)^2      torch's MSELoss
 *   l1      1 / (rows cols) sum |x - t|        torch's L1Loss
 *   cosine  1 / rows sum_r 1 - cos(x_r, t_r)
 * cols are the real columns. The goal gets no gradient.
 */
export class RowLoss {
  /** weight * d loss / d prediction, [rows][stride], of the last batch. */
  readonly gradient: Tensor<'f32'>;
  readonly total: LossTotal;
  readonly #kind: RowLossKind;
  readonly #cols: number;
  readonly #loss: Tensor<'f32'>;

  /** For batches of up to `rows` rows. */
  constructor(
    arena: Arena,
    { kind, rows, cols }: { kind: RowLossKind; rows: number; cols: number },
  ) {
    this.#kind = kind;
    this.#cols = cols;
    this.gradient = arena.tensor(`${kind} gradient`, 'f32', rows * strideOf(cols));
    this.#loss = arena.tensor(`${kind} loss`, 'f32', rows);
    this.total = new LossTotal(arena, rows);
  }

  /** Queues gradient and loss of a batch, and adds the loss to the total. */
  queue(device: Device, { prediction, goal, rows, weight }: Batch): void {
    const tensors = { prediction, goal, gradient: this.gradient, loss: this.#loss };
    const params = { rows, cols: this.#cols, stride: strideOf(this.#cols), weight };
    if (this.#kind === 'mse') device.run(mseLoss, { tensors, params });
    else if (this.#kind === 'l1') device.run(l1Loss, { tensors, params });
    else device.run(cosineLoss, { tensors, params });
    this.total.addMean(device, this.#loss, rows);
  }
}
