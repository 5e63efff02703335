import type { Arena, Device, Tensor } from '../../compute/device';
import { dropout } from '../kernels/dropout';
import { strideOf } from '../kernels/layout';
import type { Parameter } from '../parameter';
import type { Step } from '../step';
import type { InnerLayer } from './layer';
import { maskOf, NO_MASK } from './mask';

export interface DropoutConfig {
  /** Layers of different names drop different elements. */
  readonly name: string;
  /** Share of elements dropped, in [0, 1). */
  readonly rate: number;
  /** Rows of the largest batch. */
  readonly rows: number;
  readonly cols: number;
}

/**
 * Zeroes a share of the elements and scales the others by 1 / (1 - rate), by a mask that is a
 * function of the step's seed and the layer's name (Srivastava et al. 2014). Without a seed, or at
 * rate 0, it passes tensors through as they are.
 */
export class Dropout implements InnerLayer {
  readonly #name: string;
  readonly #rate: number;
  readonly #stride: number;
  readonly #y: Tensor<'f32'>;
  readonly #dx: Tensor<'f32'>;
  #mask = NO_MASK;

  constructor(arena: Arena, { name, rate, rows, cols }: DropoutConfig) {
    this.#name = name;
    this.#rate = rate;
    this.#stride = strideOf(cols);
    this.#y = arena.tensor(`${name} y`, 'f32', rows * this.#stride);
    this.#dx = arena.tensor(`${name} dx`, 'f32', rows * this.#stride);
  }

  forward({ device, seed }: Step, x: Tensor<'f32'>, rows: number): Promise<Tensor<'f32'>> {
    this.#mask = maskOf(this.#name, this.#rate, seed);
    return Promise.resolve(this.#masked(device, x, this.#y, rows));
  }

  /** The mask of the last `forward` once more. */
  backward({ device }: Step, dy: Tensor<'f32'>, rows: number): Promise<Tensor<'f32'>> {
    return Promise.resolve(this.#masked(device, dy, this.#dx, rows));
  }

  parameters(): readonly Parameter[] {
    return [];
  }

  #masked(device: Device, x: Tensor<'f32'>, y: Tensor<'f32'>, rows: number): Tensor<'f32'> {
    if (this.#mask.rate === 0) return x;
    const params = { count: rows * this.#stride, ...this.#mask };
    device.run(dropout, { tensors: { x, y }, params });
    return y;
  }
}
