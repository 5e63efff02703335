import type { Arena, Tensor } from '../../compute/device';
import { crossEntropy } from '../kernels/cross-entropy';
import { strideOf } from '../kernels/layout';
import { MEMORY_OPS, type Step } from '../step';
import { LossTotal } from './loss-total';

interface Batch {
  /** [rows][stride]; holds their gradient afterwards. */
  readonly logits: Tensor<'f32'>;
  /** A column each, or IGNORED_LABEL. */
  readonly label: Tensor<'u32'>;
  readonly rows: number;
  /** Factor of loss and gradient: 1 / labels for a mean over them. */
  readonly weight: number;
}

/**
 * Sum over rows of the cross-entropy with `smoothing` of the goal spread evenly over all columns
 * (Szegedy et al. 2016; torch's `label_smoothing`). Rows without a label count nothing.
 */
export class CrossEntropy {
  readonly total: LossTotal;
  readonly #cols: number;
  readonly #smoothing: number;
  readonly #loss: Tensor<'f32'>;

  /** For batches of up to `rows` rows. */
  constructor(
    arena: Arena,
    { rows, cols, smoothing }: { rows: number; cols: number; smoothing: number },
  ) {
    this.#cols = cols;
    this.#smoothing = smoothing;
    this.#loss = arena.tensor('cross-entropy', 'f32', rows);
    this.total = new LossTotal(arena, rows);
  }

  /** Adds the loss of a batch to the total and turns its logits into their gradient. */
  async queue(run: Step, { logits, label, rows, weight }: Batch): Promise<void> {
    const stride = strideOf(this.#cols);
    run.device.run(crossEntropy, {
      tensors: { label, logits, loss: this.#loss },
      params: { rows, cols: this.#cols, stride, smoothing: this.#smoothing, weight },
    });
    this.total.addScaled(run.device, this.#loss, rows, weight);
    await run.spend(3 * rows * stride * MEMORY_OPS);
  }
}
