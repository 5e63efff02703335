import type { Arena, Device, Tensor } from '../../compute/device';
import { deriveSeed } from '../../compute/random';
import { dropout } from '../kernels/dropout';
import { strideOf } from '../kernels/layout';
import type { Parameter } from '../parameter';
import type { Step } from '../step';
import type { InnerLayer } from './layer';

export interface DropoutConfig {
  /** Layers of different names drop different elements. */
  readonly name: string;
  /** Share of elements dropped, in [0, 1). */
  readonly rate: number;
  /** Rows of the largest batch. */
  readonly rows: number;
  readonly cols: number;
}

/** Seed of the mask of the layer of that name in a step. */
export function maskSeed(name: string, stepSeed: number): number {
  return deriveSeed(stepSeed, ...Array.from(name, (letter) => letter.charCodeAt(0)));
}

/**
 * Zeroes a share of the elements and scales the others by 1 / (1 - rate), by a mask that is a
 * function of the step's seed and the layer's name (Srivastava et al. 2014). Without a seed, or at
 * rate 0, it passes tensors through as they are.
 */
export class Dropout implements InnerLayer {
  readonly #rate: number;
  readonly #stride: number;
  readonly #name: string;
  readonly #y: Tensor<'f32'>;
  readonly #dx: Tensor<'f32'>;
  #seed: number | null = null;

  constructor(arena: Arena, { name, rate, rows, cols }: DropoutConfig) {
    this.#rate = rate;
    this.#stride = strideOf(cols);
    this.#name = name;
    this.#y = arena.tensor(`${name} y`, 'f32', rows * this.#stride);
    this.#dx = arena.tensor(`${name} dx`, 'f32', rows * this.#stride);
  }

  forward({ device, seed }: Step, x: Tensor<'f32'>, rows: number): Promise<Tensor<'f32'>> {
    const drops = seed !== undefined && this.#rate > 0;
    this.#seed = drops ? maskSeed(this.#name, seed) : null;
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
    if (this.#seed === null) return x;
    const rate = this.#rate;
    device.run(dropout, {
      tensors: { x, y },
      params: { count: rows * this.#stride, seed: this.#seed, rate, scale: 1 / (1 - rate) },
    });
    return y;
  }
}
