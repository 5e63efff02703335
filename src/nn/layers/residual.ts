import type { Arena, Tensor } from '../../compute/device';
import { addScaled } from '../kernels/add-scaled';
import { strideOf } from '../kernels/layout';
import type { Parameter } from '../parameter';
import { MEMORY_OPS, type Step } from '../step';
import type { Layer } from './layer';

/** y = x + inner(x), for an inner layer that keeps the columns. */
export class Residual implements Layer {
  readonly #inner: Layer;
  readonly #stride: number;
  readonly #y: Tensor<'f32'>;
  readonly #dx: Tensor<'f32'>;

  /** For batches of up to `rows` rows of `cols` columns. */
  constructor(arena: Arena, inner: Layer, { rows, cols }: { rows: number; cols: number }) {
    this.#inner = inner;
    this.#stride = strideOf(cols);
    this.#y = arena.tensor('residual y', 'f32', rows * this.#stride);
    this.#dx = arena.tensor('residual dx', 'f32', rows * this.#stride);
  }

  async forward(run: Step, x: Tensor<'f32'>, rows: number): Promise<Tensor<'f32'>> {
    const inner = await this.#inner.forward(run, x, rows);
    await this.#add(run, x, inner, this.#y, rows);
    return this.#y;
  }

  /** null where the inner layer has no input gradient: its input is data. */
  async backward(run: Step, dy: Tensor<'f32'>, rows: number): Promise<Tensor<'f32'> | null> {
    const inner = await this.#inner.backward(run, dy, rows);
    if (!inner) return null;
    await this.#add(run, dy, inner, this.#dx, rows);
    return this.#dx;
  }

  parameters(): readonly Parameter[] {
    return this.#inner.parameters();
  }

  async #add(
    run: Step,
    a: Tensor<'f32'>,
    b: Tensor<'f32'>,
    sum: Tensor<'f32'>,
    rows: number,
  ): Promise<void> {
    const count = rows * this.#stride;
    run.device.copy(a, sum, count);
    run.device.run(addScaled, { tensors: { addend: b, total: sum }, params: { count, scale: 1 } });
    await run.spend(2 * count * MEMORY_OPS);
  }
}
