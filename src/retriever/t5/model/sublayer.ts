import type { Arena, Tensor } from '../../../compute/device';
import { addScaled } from '../../../nn/kernels/add-scaled';
import { strideOf } from '../../../nn/kernels/layout';
import { Dropout } from '../../../nn/layers/dropout';
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
  readonly #dropout: Dropout;
  readonly #stride: number;
  readonly #y: Tensor<'f32'>;

  constructor(arena: Arena, inner: Inner, { name, rows, cols, dropout, epsilon }: SublayerConfig) {
    this.#inner = inner;
    this.#stride = strideOf(cols);
    this.norm = new RmsNorm(arena, { name: `${name}.layer_norm`, rows, cols }, epsilon);
    this.#dropout = new Dropout(arena, { name: `${name}.dropout`, rate: dropout, rows, cols });
    this.#y = arena.tensor(`${name} y`, 'f32', rows * this.#stride);
  }

  async forward(run: Step, x: Tensor<'f32'>, rows: number): Promise<Tensor<'f32'>> {
    const inner = await this.#inner.forward(run, await this.norm.forward(run, x, rows));
    const kept = await this.#dropout.forward(run, inner, rows);
    run.device.copy(x, this.#y, rows * this.#stride);
    await this.#add(run, kept, this.#y, rows);
    return this.#y;
  }

  /** Turns the gradient of y, in place, into that of x. */
  async backward(run: Step, gradient: Tensor<'f32'>, rows: number): Promise<void> {
    const inner = await this.#dropout.backward(run, gradient, rows);
    const normed = await this.#inner.backward(run, inner);
    await this.#add(run, await this.norm.backward(run, normed, rows), gradient, rows);
  }

  parameters(): readonly Parameter[] {
    return [...this.#inner.parameters(), ...this.norm.parameters()];
  }

  async #add(run: Step, addend: Tensor<'f32'>, total: Tensor<'f32'>, rows: number): Promise<void> {
    const count = rows * this.#stride;
    run.device.run(addScaled, { tensors: { addend, total }, params: { count, scale: 1 } });
    // The norm's two walks, the addition, and dropout.
    await run.spend(6 * count * MEMORY_OPS);
  }
}
