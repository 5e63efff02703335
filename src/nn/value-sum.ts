import type { Arena, Device, Tensor } from '../compute/device';
import { VALUE_BLOCK } from './kernels/layout';
import { sumValues } from './kernels/sum-values';

/** Adds the values of a vector to one number, in a fixed order. */
export class ValueSum {
  readonly #blocks: Tensor<'f32'>;

  /** For up to `count` values. */
  constructor(arena: Arena, count: number) {
    this.#blocks = arena.tensor('value sums', 'f32', Math.ceil(count / VALUE_BLOCK));
  }

  /** sum[0] += scale * (value[0] + .. + value[count - 1]) */
  addTo(
    device: Device,
    sum: Tensor<'f32'>,
    { value, count, scale }: { value: Tensor<'f32'>; count: number; scale: number },
  ): void {
    device.run(sumValues, {
      tensors: { value, sum: this.#blocks },
      params: { count, block: VALUE_BLOCK, scale, accumulate: 0 },
    });
    const blocks = Math.ceil(count / VALUE_BLOCK);
    device.run(sumValues, {
      tensors: { value: this.#blocks, sum },
      params: { count: blocks, block: Math.max(blocks, 1), scale: 1, accumulate: 1 },
    });
  }
}
