import type { Arena, Tensor } from '../../compute/device';
import { addDropped } from '../kernels/add-dropped';
import { dropout } from '../kernels/dropout';
import { strideOf } from '../kernels/layout';
import type { Step } from '../step';
import type { DropoutConfig } from './dropout';
import { maskOf, NO_MASK } from './mask';

/** y = x + dropout(addend), a residual connection in one pass over memory. */
export class DroppedSum {
  readonly #name: string;
  readonly #rate: number;
  readonly #stride: number;
  readonly #y: Tensor<'f32'>;
  readonly #dAddend: Tensor<'f32'>;
  #mask = NO_MASK;

  constructor(arena: Arena, { name, rate, rows, cols }: DropoutConfig) {
    this.#name = name;
    this.#rate = rate;
    this.#stride = strideOf(cols);
    this.#y = arena.tensor(`${name} y`, 'f32', rows * this.#stride);
    this.#dAddend = arena.tensor(`${name} dx`, 'f32', rows * this.#stride);
  }

  forward(
    { device, seed }: Step,
    x: Tensor<'f32'>,
    addend: Tensor<'f32'>,
    rows: number,
  ): Tensor<'f32'> {
    this.#mask = maskOf(this.#name, this.#rate, seed);
    device.run(addDropped, {
      tensors: { x, addend, y: this.#y },
      params: { count: rows * this.#stride, ...this.#mask },
    });
    return this.#y;
  }

  /** The gradient of the addend; that of x is dy itself. */
  backward({ device }: Step, dy: Tensor<'f32'>, rows: number): Tensor<'f32'> {
    if (this.#mask.rate === 0) return dy;
    device.run(dropout, {
      tensors: { x: dy, y: this.#dAddend },
      params: { count: rows * this.#stride, ...this.#mask },
    });
    return this.#dAddend;
  }
}
