import type { Arena, Device, Tensor } from '../../compute/device';
import { ValueSum } from '../value-sum';

/**
 * A running sum of batch losses that stays on the device, so that a training step waits for no
 * read-back.
 */
export class LossTotal {
  readonly #values: ValueSum;
  readonly #sum: Tensor<'f32'>;

  /** For batches of up to `rows` rows. */
  constructor(arena: Arena, rows: number) {
    this.#values = new ValueSum(arena, rows);
    this.#sum = arena.tensor('loss total', 'f32', 1);
  }

  /** Adds the mean of the first `rows` values. */
  addMean(device: Device, value: Tensor<'f32'>, rows: number): void {
    this.addScaled(device, value, rows, 1 / Math.max(rows, 1));
  }

  /** Adds scale times the sum of the first `rows` values. */
  addScaled(device: Device, value: Tensor<'f32'>, rows: number, scale: number): void {
    this.#values.addTo(device, this.#sum, { value, count: rows, scale });
  }

  /** The sum of the batch losses since it was last taken. Waits for the device. */
  async take(device: Device): Promise<number> {
    const [sum = 0] = await device.read(this.#sum, 1);
    device.clear(this.#sum);
    return sum;
  }
}
