import type { Arena, Tensor } from '../../compute/device';
import { l2Normalise } from '../kernels/l2-normalise';
import { l2NormaliseBackward } from '../kernels/l2-normalise-backward';
import { strideOf } from '../kernels/layout';
import type { Parameter } from '../parameter';
import type { Step } from '../step';
import type { InnerLayer } from './layer';

/** y = x / |x|, row by row; a row of zeros stays zero and gets no gradient. */
export class L2Normalise implements InnerLayer {
  /** y of the last batch, [rows][stride]. */
  readonly output: Tensor<'f32'>;
  readonly #stride: number;
  readonly #inverse: Tensor<'f32'>;
  readonly #dx: Tensor<'f32'>;

  /** For batches of up to `rows` rows. */
  constructor(arena: Arena, { rows, cols }: { rows: number; cols: number }) {
    this.#stride = strideOf(cols);
    this.output = arena.tensor('normalised', 'f32', rows * this.#stride);
    this.#inverse = arena.tensor('inverse norms', 'f32', rows);
    this.#dx = arena.tensor('normalised dx', 'f32', rows * this.#stride);
  }

  forward({ device }: Step, x: Tensor<'f32'>, rows: number): Promise<Tensor<'f32'>> {
    device.run(l2Normalise, {
      tensors: { x, y: this.output, inverse: this.#inverse },
      params: { rows, stride: this.#stride },
    });
    return Promise.resolve(this.output);
  }

  backward({ device }: Step, dy: Tensor<'f32'>, rows: number): Promise<Tensor<'f32'>> {
    device.run(l2NormaliseBackward, {
      tensors: { y: this.output, inverse: this.#inverse, dy, dx: this.#dx },
      params: { rows, stride: this.#stride },
    });
    return Promise.resolve(this.#dx);
  }

  parameters(): readonly Parameter[] {
    return [];
  }
}
