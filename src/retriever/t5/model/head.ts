import type { Arena, Device, Tensor } from '../../../compute/device';
import { addScaled } from '../../../nn/kernels/add-scaled';
import { accumulateOuter, multiply } from '../../../nn/matmul';
import type { Parameter } from '../../../nn/parameter';
import type { Step } from '../../../nn/step';

/** Logits of every token: hidden states, scaled where the matrix is the embedding's, times it. */
export class Head {
  /** [rows][vocabulary as stored] of the last `forward`; a loss turns them into their gradient. */
  readonly logits: Tensor<'f32'>;
  readonly #table: Parameter;
  readonly #scale: number;
  readonly #scaled: Tensor<'f32'>;
  readonly #dx: Tensor<'f32'>;

  /** `table` [vocabSize][dModel], for up to `rows` hidden states. */
  constructor(arena: Arena, table: Parameter, scale: number, rows: number) {
    this.#table = table;
    this.#scale = scale;
    this.logits = arena.tensor('logits', 'f32', rows * this.#vocabulary);
    this.#scaled = arena.tensor('scaled hidden states', 'f32', rows * table.stride);
    this.#dx = arena.tensor('head dx', 'f32', rows * table.stride);
  }

  async forward(run: Step, hidden: Tensor<'f32'>, rows: number): Promise<Tensor<'f32'>> {
    const { value, stride: k } = this.#table;
    run.device.clear(this.#scaled);
    this.#addScaled(run.device, hidden, this.#scaled, rows);
    const sizes = { m: rows, n: this.#vocabulary, k };
    await multiply(run, 'NT', { a: this.#scaled, b: value, c: this.logits, ...sizes });
    return this.logits;
  }

  /** From the gradient of the logits, which stands in their place, to that of the hidden states. */
  async backward(run: Step, rows: number): Promise<Tensor<'f32'>> {
    const { value, gradient, stride } = this.#table;
    const a = this.logits;
    const vocabulary = this.#vocabulary;
    const outer = { m: vocabulary, n: stride, k: rows };
    await accumulateOuter(run, { a, b: this.#scaled, c: gradient, ...outer });
    const product = { m: rows, n: stride, k: vocabulary };
    // What was scaled is needed no more.
    await multiply(run, 'NN', { a, b: value, c: this.#scaled, ...product });
    run.device.clear(this.#dx);
    this.#addScaled(run.device, this.#scaled, this.#dx, rows);
    return this.#dx;
  }

  /** Rows of the table as stored. */
  get #vocabulary(): number {
    return this.#table.length / this.#table.stride;
  }

  #addScaled(device: Device, addend: Tensor<'f32'>, total: Tensor<'f32'>, rows: number): void {
    const count = rows * this.#table.stride;
    device.run(addScaled, { tensors: { addend, total }, params: { count, scale: this.#scale } });
  }
}
