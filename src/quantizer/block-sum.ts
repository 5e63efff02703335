import type { Arena, Device, Tensor } from '../compute/device';
import { SUM_BLOCK } from './kernels/layout';
import { sumBlocks } from './kernels/sum-blocks';

/** Sums one number a row: blocks on the device in fixed order, the few blocks here in Float64. */
export class BlockSum {
  readonly #rows: number;
  readonly partial: Tensor<'f32'>;

  constructor(arena: Arena, rows: number) {
    this.#rows = rows;
    this.partial = arena.tensor('block sums', 'f32', Math.ceil(rows / SUM_BLOCK));
  }

  /** Queues the block sums only. */
  queue(device: Device, value: Tensor<'f32'>): void {
    device.run(sumBlocks, {
      tensors: { value, partialSum: this.partial },
      params: { rows: this.#rows, block: SUM_BLOCK },
    });
  }

  async total(device: Device, value: Tensor<'f32'>): Promise<number> {
    this.queue(device, value);
    return (await device.read(this.partial)).reduce((sum, part) => sum + part, 0);
  }
}
