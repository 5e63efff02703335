import type { Arena, Device, Tensor } from '../compute/device';
import { placeRows } from './kernels/place-rows';
import type { Matrix } from './matrix';
import type { PreparedVectors } from './vectors';

/** Where a sliced job takes its rows from: a matrix on the device, or vectors here. */
export type RowSource = Matrix | Pick<PreparedVectors, 'values' | 'rows' | 'dimPadded'>;

/** Dims of a row as stored, padding included. */
export const dimOf = (source: RowSource): number =>
  'dimPadded' in source ? source.dimPadded : source.dim;

/** Brings rows of a source into a slice's tensor: all rows in order, or the chosen ones. */
export class RowLoader {
  readonly #device: Device;
  readonly #source: RowSource;
  readonly #chosen: Uint32Array | null;
  readonly #index: Tensor<'u32'>;

  /** `capacity`: rows of the largest slice. */
  constructor(
    device: Device,
    arena: Arena,
    source: RowSource,
    capacity: number,
    chosen: Uint32Array | null = null,
  ) {
    this.#device = device;
    this.#source = source;
    this.#chosen = chosen;
    this.#index = arena.tensor('slice rows', 'u32', capacity);
  }

  /** Rows begin..end-1 of the order to the start of `target`, [end - begin][dim]. */
  load(target: Tensor<'f32'>, begin: number, end: number): void {
    const source = this.#source;
    if ('dimPadded' in source) {
      this.#device.write(target, this.#rowsOf(source, begin, end));
      return;
    }
    this.#device.write(this.#index, this.indices(begin, end));
    this.#device.run(placeRows, {
      tensors: { matrix: source.values, index: this.#index, placed: target },
      params: { count: end - begin, dim: source.dim, begin: 0 },
    });
  }

  /** The source's rows at begin..end-1 of the order. */
  indices(begin: number, end: number): Uint32Array {
    return (
      this.#chosen?.subarray(begin, end) ??
      Uint32Array.from({ length: end - begin }, (_, i) => begin + i)
    );
  }

  #rowsOf(
    { values, dimPadded: dim }: Pick<PreparedVectors, 'values' | 'dimPadded'>,
    begin: number,
    end: number,
  ): Float32Array {
    if (!this.#chosen) return values.subarray(begin * dim, end * dim);
    const rows = new Float32Array((end - begin) * dim);
    this.indices(begin, end).forEach((row, i) => {
      rows.set(values.subarray(row * dim, (row + 1) * dim), i * dim);
    });
    return rows;
  }
}
