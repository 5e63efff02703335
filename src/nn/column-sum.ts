import type { Arena, Device, Tensor } from '../compute/device';
import { columnSums } from './kernels/column-sums';
import { ROW_BLOCK } from './kernels/layout';

/** Adds the rows of a matrix to one row, [rows][stride] -> [stride], in a fixed order. */
export class ColumnSum {
  /** Sums of blocks of ROW_BLOCK rows, [blocks][stride]. */
  readonly blocks: Tensor<'f32'>;
  readonly #stride: number;

  /** For matrices of up to `rows` rows. */
  constructor(arena: Arena, { rows, stride }: { rows: number; stride: number }) {
    this.#stride = stride;
    this.blocks = arena.tensor('column sums', 'f32', Math.ceil(rows / ROW_BLOCK) * stride);
  }

  /** sum[c] += sum_r value[r, c] */
  addTo(device: Device, sum: Tensor<'f32'>, value: Tensor<'f32'>, rows: number): void {
    device.run(columnSums, {
      tensors: { value, sum: this.blocks },
      params: { rows, stride: this.#stride, block: ROW_BLOCK, accumulate: 0 },
    });
    this.addBlocksTo(device, sum, rows);
  }

  /** The second stage alone, where another kernel has left the blocks of `rows` rows. */
  addBlocksTo(device: Device, sum: Tensor<'f32'>, rows: number): void {
    const blocks = Math.ceil(rows / ROW_BLOCK);
    device.run(columnSums, {
      tensors: { value: this.blocks, sum },
      params: { rows: blocks, stride: this.#stride, block: Math.max(blocks, 1), accumulate: 1 },
    });
  }
}
