import type { Arena, Tensor } from '../../../compute/device';
import { strideOf } from '../../../nn/kernels/layout';
import { DroppedSum } from '../../../nn/layers/dropped-sum';
import { RmsNorm } from '../../../nn/layers/rms-norm';
import type { Parameter } from '../../../nn/parameter';
import { MEMORY_OPS, type Step } from '../../../nn/step';

/** What stands inside: it knows the shape of the batch in hand. */
export interface Inner {
  forward(run: Step, x: Tensor<'f32'>): Promise<Tensor<'f32'>>;
  backward(run: Step, dy: Tensor<'f32'>): Promise<Tensor<'f32'>>;
  parameters(): readonly Parameter[];
}

export interface SublayerConfig {
  /** `encoder.block.0.layer.1` */
  readonly name: string;
  readonly rows: number;
  readonly cols: number;
  readonly dropout: number;
  readonly epsilon: number;
}

/** y = x + dropout(inner(norm(x))): how every part of a T5 block is wrapped. */
export class Sublayer {
  readonly norm: RmsNorm;
  readonly #inner: Inner;
  readonly #sum: DroppedSum;
  readonly #stride: number;

  constructor(arena: Arena, inner: Inner, { name, rows, cols, dropout, epsilon }: SublayerConfig) {
    this.#inner = inner;
    this.#stride = strideOf(cols);
    this.norm = new RmsNorm(arena, { name: `${name}.layer_norm`, rows, cols }, epsilon);
    this.#sum = new DroppedSum(arena, { name: `${name}.dropout`, rate: dropout, rows, cols });
  }

  async forward(run: Step, x: Tensor<'f32'>, rows: number): Promise<Tensor<'f32'>> {
    const inner = await this.#inner.forward(run, await this.norm.forward(run, x, rows));
    await this.#spend(run, rows);
    return this.#sum.forward(run, x, inner, rows);
  }

  /** Turns the gradient of y, in place, into that of x. */
  async backward(run: Step, gradient: Tensor<'f32'>, rows: number): Promise<void> {
    const normed = await this.#inner.backward(run, this.#sum.backward(run, gradient, rows));
    this.norm.backwardInto(run, normed, rows, { dx: gradient, accumulate: true });
    await this.#spend(run, rows);
  }

  parameters(): readonly Parameter[] {
    return [...this.#inner.parameters(), ...this.norm.parameters()];
  }

  /** The norm's two walks, the addition, and dropout. */
  async #spend(run: Step, rows: number): Promise<void> {
    await run.spend(6 * rows * this.#stride * MEMORY_OPS);
  }
}
