import type { Arena, Device, Tensor } from '../../compute/device';
import { deriveSeed } from '../../compute/random';
import { torchLinear, type Initialiser } from '../initialise';
import type { ActivationKind } from '../kernels/activate';
import type { Parameter } from '../parameter';
import type { Step } from '../step';
import { Activation } from './activation';
import { Dropout } from './dropout';
import type { Layer } from './layer';
import { LayerNorm } from './layer-norm';
import { Linear } from './linear';

export interface MlpConfig {
  readonly name: string;
  /** Columns of the input, of every hidden layer, and of the output: two or more. */
  readonly dims: readonly number[];
  readonly activation: ActivationKind;
  /** Rows of the largest batch. */
  readonly rows: number;
  /** false where the input is data: it needs no gradient, and no room for one. */
  readonly inputGradient: boolean;
  /** LayerNorm in front of every activation. */
  readonly norm?: boolean;
  /** Share of every hidden layer's outputs that training drops; 0 by default. */
  readonly dropout?: number;
}

/** linear, then (norm, activation, dropout, linear) for every further layer. */
export class Mlp implements Layer {
  /** y of the last batch, [rows][stride]. */
  readonly output: Tensor<'f32'>;
  readonly #linears: readonly Linear[];
  readonly #norms: readonly LayerNorm[];
  readonly #layers: readonly Layer[];

  constructor(arena: Arena, config: MlpConfig) {
    const { name, dims, rows, inputGradient } = config;
    const linears = dims.slice(1).map(
      (outputs, at) =>
        new Linear(arena, {
          name: `${name}.${at}`,
          inputs: dims[at] ?? 0,
          outputs,
          rows,
          bias: true,
          inputGradient: at > 0 || inputGradient,
        }),
    );
    const last = linears.at(-1);
    if (!last) throw new Error(`${name}: fewer than two dims`);
    const between = dims
      .slice(1, -1)
      .map((cols, at) => hiddenLayers(arena, config, `${name}.${at}`, cols));
    this.output = last.output;
    this.#linears = linears;
    this.#norms = between.flat().filter((layer) => layer instanceof LayerNorm);
    this.#layers = linears.flatMap((linear, at) => [linear, ...(between[at] ?? [])]);
  }

  /** Seeded first weights; norms start as gain 1, bias 0. */
  initialise(device: Device, seed: number, values: Initialiser = torchLinear): void {
    this.#linears.forEach((linear, at) => {
      linear.initialise(device, deriveSeed(seed, at), values);
    });
    for (const norm of this.#norms) norm.initialise(device);
  }

  async forward(run: Step, x: Tensor<'f32'>, rows: number): Promise<Tensor<'f32'>> {
    let y = x;
    for (const layer of this.#layers) y = await layer.forward(run, y, rows);
    return y;
  }

  async backward(run: Step, dy: Tensor<'f32'>, rows: number): Promise<Tensor<'f32'> | null> {
    let dx: Tensor<'f32'> | null = dy;
    for (const layer of this.#layers.toReversed()) {
      // Only the first layer may have none to pass on.
      if (dx) dx = await layer.backward(run, dx, rows);
    }
    return dx;
  }

  parameters(): readonly Parameter[] {
    return this.#layers.flatMap((layer) => [...layer.parameters()]);
  }
}

/** What stands between two linear layers. */
function hiddenLayers(arena: Arena, config: MlpConfig, name: string, cols: number): Layer[] {
  const { activation, rows, norm = false, dropout = 0 } = config;
  const layers: Layer[] = [];
  if (norm) layers.push(new LayerNorm(arena, { name: `${name}.norm`, rows, cols }));
  layers.push(new Activation(arena, { kind: activation, rows, cols }));
  if (dropout > 0) {
    layers.push(new Dropout(arena, { name: `${name}.dropout`, rate: dropout, rows, cols }));
  }
  return layers;
}
