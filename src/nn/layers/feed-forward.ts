import type { Arena, Tensor } from '../../compute/device';
import { strideOf } from '../kernels/layout';
import { multiplyElements } from '../kernels/multiply-elements';
import type { Parameter } from '../parameter';
import { MEMORY_OPS, type Step } from '../step';
import { Activation } from './activation';
import { Dropout, type DropoutConfig } from './dropout';
import type { InnerLayer } from './layer';
import { Linear } from './linear';

export interface FeedForwardConfig {
  readonly name: string;
  readonly kind: 'relu' | 'gated-gelu';
  readonly cols: number;
  /** Columns inside. */
  readonly width: number;
  /** Rows of the largest batch. */
  readonly rows: number;
  /** Share of what stands inside that training drops. */
  readonly dropout: number;
}

/**
 * T5's feed-forward layers, without biases:
 *   relu        y = relu(x W_i^T) W_o^T                      (Raffel et al. 2020)
 *   gated-gelu  y = (gelu(x W_0^T) * (x W_1^T)) W_o^T        (Shazeer 2020; T5 v1.1)
 */
export class FeedForward implements InnerLayer {
  readonly #stride: number;
  readonly #input: Linear;
  readonly #activation: Activation;
  readonly #gate: Gate | null;
  readonly #output: Linear;

  constructor(arena: Arena, config: FeedForwardConfig) {
    const { name, kind, cols, width, rows, dropout } = config;
    const gated = kind === 'gated-gelu';
    const linear = (part: string, inputs: number, outputs: number) =>
      new Linear(arena, {
        ...{ name: `${name}.${part}`, inputs, outputs, rows },
        ...{ bias: false, inputGradient: part !== 'wi_1' },
      });
    this.#stride = strideOf(width);
    this.#input = linear(gated ? 'wi_0' : 'wi', cols, width);
    const dropped = { name: `${name}.dropout`, rate: dropout };
    this.#activation = new Activation(arena, {
      ...{ kind: gated ? 'gelu' : 'relu', rows, cols: width },
      // What is gated is dropped behind its gate.
      ...(gated ? {} : { dropout: dropped }),
    });
    this.#gate = gated
      ? createGate(arena, linear('wi_1', cols, width), { ...dropped, rows, cols: width })
      : null;
    this.#output = linear('wo', width, cols);
  }

  async forward(run: Step, x: Tensor<'f32'>, rows: number): Promise<Tensor<'f32'>> {
    const pre = await this.#input.forward(run, x, rows);
    let inside = await this.#activation.forward(run, pre, rows);
    await run.spend(rows * this.#stride * MEMORY_OPS);
    if (this.#gate) {
      const { linear, gated, dropout } = this.#gate;
      const other = await linear.forward(run, x, rows);
      await this.#multiply(run, { a: inside, b: other, product: gated }, rows);
      this.#gate.activated = inside;
      inside = await dropout.forward(run, gated, rows);
    }
    return this.#output.forward(run, inside, rows);
  }

  async backward(run: Step, dy: Tensor<'f32'>, rows: number): Promise<Tensor<'f32'>> {
    const dDropped = given(await this.#output.backward(run, dy, rows));
    const gate = this.#gate;
    if (gate) {
      const { linear, activated, dropout, dOther, dActivated } = gate;
      if (!activated) throw new Error('feed-forward: backward before forward');
      const dInside = await dropout.backward(run, dDropped, rows);
      await this.#multiply(run, { a: dInside, b: activated, product: dOther }, rows);
      await this.#multiply(run, { a: dInside, b: linear.output, product: dActivated }, rows);
    }
    const dPre = await this.#activation.backward(run, gate?.dActivated ?? dDropped, rows);
    await run.spend(rows * this.#stride * MEMORY_OPS);
    const dx = given(await this.#input.backward(run, dPre, rows));
    if (gate) await gate.linear.backwardInto(run, gate.dOther, rows, { dx, accumulate: true });
    return dx;
  }

  parameters(): readonly Parameter[] {
    const gate = this.#gate ? [this.#gate.linear.weight] : [];
    return [this.#input.weight, ...gate, this.#output.weight];
  }

  async #multiply(
    run: Step,
    tensors: { a: Tensor<'f32'>; b: Tensor<'f32'>; product: Tensor<'f32'> },
    rows: number,
  ): Promise<void> {
    const count = rows * this.#stride;
    run.device.run(multiplyElements, { tensors, params: { count } });
    await run.spend(count * MEMORY_OPS);
  }
}

/** The second input of a gated layer. */
interface Gate {
  readonly linear: Linear;
  readonly gated: Tensor<'f32'>;
  readonly dOther: Tensor<'f32'>;
  readonly dActivated: Tensor<'f32'>;
  readonly dropout: Dropout;
  /** Of the last `forward`. */
  activated: Tensor<'f32'> | null;
}

function createGate(arena: Arena, linear: Linear, dropout: DropoutConfig): Gate {
  const length = dropout.rows * strideOf(dropout.cols);
  const tensor = (label: string) => arena.tensor(label, 'f32', length);
  return {
    linear,
    gated: tensor('gated'),
    dOther: tensor('gate gradient'),
    dActivated: tensor('activation gradient'),
    dropout: new Dropout(arena, dropout),
    activated: null,
  };
}

function given(gradient: Tensor<'f32'> | null): Tensor<'f32'> {
  if (!gradient) throw new Error('feed-forward: made without an input gradient');
  return gradient;
}
