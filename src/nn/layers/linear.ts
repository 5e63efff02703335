import type { Arena, Device, Tensor } from '../../compute/device';
import { ColumnSum } from '../column-sum';
import { torchLinear, type Initialiser } from '../initialise';
import { addBias } from '../kernels/add-bias';
import { strideOf } from '../kernels/layout';
import { accumulateOuter, multiply } from '../matmul';
import { matrixParameter, vectorParameter, type Parameter } from '../parameter';
import type { Step } from '../step';
import type { Layer } from './layer';

export interface LinearConfig {
  readonly name: string;
  readonly inputs: number;
  readonly outputs: number;
  /** Rows of the largest batch. */
  readonly rows: number;
  readonly bias: boolean;
  /** false for the first layer of a network: its input needs no gradient, and no room for one. */
  readonly inputGradient: boolean;
}

/** y = x W^T + b, W [outputs][inputs], as torch.nn.Linear. */
export class Linear implements Layer {
  readonly weight: Parameter;
  readonly bias: Parameter | null;
  /** y of the last batch, [rows][stride]. */
  readonly output: Tensor<'f32'>;
  readonly #config: LinearConfig;
  readonly #biasSum: ColumnSum | null;
  readonly #dx: Tensor<'f32'> | null;
  #x: Tensor<'f32'> | null = null;

  constructor(arena: Arena, config: LinearConfig) {
    const { name, inputs, outputs, rows, bias, inputGradient } = config;
    this.#config = config;
    const stride = strideOf(outputs);
    this.weight = matrixParameter(arena, `${name}.weight`, outputs, inputs);
    this.bias = bias ? vectorParameter(arena, `${name}.bias`, outputs) : null;
    this.#biasSum = bias ? new ColumnSum(arena, { rows, stride }) : null;
    this.output = arena.tensor(`${name} y`, 'f32', rows * stride);
    this.#dx = inputGradient ? arena.tensor(`${name} dx`, 'f32', rows * strideOf(inputs)) : null;
  }

  initialise(device: Device, seed: number, values: Initialiser = torchLinear): void {
    const { weight, bias } = values(this.#config.inputs, this.#config.outputs, seed);
    this.weight.initialise(device, weight);
    this.bias?.initialise(device, bias);
  }

  async forward(run: Step, x: Tensor<'f32'>, rows: number): Promise<Tensor<'f32'>> {
    this.#x = x;
    const [k, n] = this.#strides();
    await multiply(run, 'NT', { a: x, b: this.weight.value, c: this.output, m: rows, n, k });
    if (this.bias) {
      run.device.run(addBias, {
        tensors: { bias: this.bias.value, value: this.output },
        params: { rows, stride: n },
      });
    }
    return this.output;
  }

  async backward(run: Step, dy: Tensor<'f32'>, rows: number): Promise<Tensor<'f32'> | null> {
    if (this.#dx) await this.backwardInto(run, dy, rows, { dx: this.#dx, accumulate: false });
    else await this.#backwardWeights(run, dy, rows);
    return this.#dx;
  }

  /** The same with the input's gradient written, or added, to a tensor of the caller. */
  async backwardInto(
    run: Step,
    dy: Tensor<'f32'>,
    rows: number,
    { dx, accumulate }: { dx: Tensor<'f32'>; accumulate: boolean },
  ): Promise<void> {
    const [n, k] = this.#strides();
    await this.#backwardWeights(run, dy, rows);
    const b = this.weight.value;
    await multiply(run, 'NN', { a: dy, b, c: dx, m: rows, n, k, accumulate });
  }

  async #backwardWeights(run: Step, dy: Tensor<'f32'>, rows: number): Promise<void> {
    if (!this.#x) throw new Error(`${this.#config.name}: backward before forward`);
    const [n, m] = this.#strides();
    if (this.bias) this.#biasSum?.addTo(run.device, this.bias.gradient, dy, rows);
    await accumulateOuter(run, { a: dy, b: this.#x, c: this.weight.gradient, m, n, k: rows });
  }

  parameters(): readonly Parameter[] {
    return this.bias ? [this.weight, this.bias] : [this.weight];
  }

  #strides(): [inputs: number, outputs: number] {
    return [strideOf(this.#config.inputs), strideOf(this.#config.outputs)];
  }
}
