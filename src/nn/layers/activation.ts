import type { Arena, Tensor } from '../../compute/device';
import { activate, ACTIVATIONS, type ActivationKind } from '../kernels/activate';
import { activateBackward } from '../kernels/activate-backward';
import { strideOf } from '../kernels/layout';
import type { Parameter } from '../parameter';
import type { Step } from '../step';
import type { InnerLayer } from './layer';
import { maskOf, NO_MASK } from './mask';

export interface ActivationConfig {
  readonly kind: ActivationKind;
  readonly rows: number;
  readonly cols: number;
  /** Drops elements of y as a `Dropout` of that name would. */
  readonly dropout?: { readonly name: string; readonly rate: number };
}

/** y = f(x), element by element. */
export class Activation implements InnerLayer {
  readonly #overrides: { readonly KIND: number };
  readonly #dropout: { readonly name: string; readonly rate: number };
  readonly #stride: number;
  readonly #y: Tensor<'f32'>;
  readonly #dx: Tensor<'f32'>;
  #x: Tensor<'f32'> | null = null;
  #mask = NO_MASK;

  constructor(arena: Arena, { kind, rows, cols, dropout }: ActivationConfig) {
    this.#dropout = dropout ?? { name: '', rate: 0 };
    this.#overrides = { KIND: ACTIVATIONS[kind] };
    this.#stride = strideOf(cols);
    this.#y = arena.tensor(`${kind} y`, 'f32', rows * this.#stride);
    this.#dx = arena.tensor(`${kind} dx`, 'f32', rows * this.#stride);
  }

  forward({ device, seed }: Step, x: Tensor<'f32'>, rows: number): Promise<Tensor<'f32'>> {
    this.#x = x;
    this.#mask = maskOf(this.#dropout.name, this.#dropout.rate, seed);
    device.run(activate, {
      tensors: { pre: x, post: this.#y },
      params: { count: rows * this.#stride, ...this.#mask },
      overrides: this.#overrides,
    });
    return Promise.resolve(this.#y);
  }

  backward({ device }: Step, dy: Tensor<'f32'>, rows: number): Promise<Tensor<'f32'>> {
    if (!this.#x) throw new Error('activation: backward before forward');
    device.run(activateBackward, {
      tensors: { pre: this.#x, postGradient: dy, preGradient: this.#dx },
      params: { count: rows * this.#stride, ...this.#mask },
      overrides: this.#overrides,
    });
    return Promise.resolve(this.#dx);
  }

  parameters(): readonly Parameter[] {
    return [];
  }
}
