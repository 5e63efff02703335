import type { Arena, Device, Tensor } from '../../compute/device';
import { ColumnSum } from '../column-sum';
import { ROW_BLOCK, strideOf } from '../kernels/layout';
import { normGainSums } from '../kernels/norm-gain-sums';
import { normRows } from '../kernels/norm-rows';
import { normRowsBackward } from '../kernels/norm-rows-backward';
import { vectorParameter, type Parameter } from '../parameter';
import type { Step } from '../step';
import type { InnerLayer } from './layer';

export interface NormConfig {
  readonly name: string;
  /** Rows of the largest batch. */
  readonly rows: number;
  readonly cols: number;
}

/** mean and inverse deviation of a row. */
const STATS = 2;

/** y = (x - mean) / deviation * gain + bias, row by row: what LayerNorm and RmsNorm share. */
export class RowNorm implements InnerLayer {
  readonly gain: Parameter;
  readonly bias: Parameter | null;
  readonly #config: NormConfig;
  readonly #epsilon: number;
  readonly #overrides: { readonly CENTRED: 0 | 1 };
  readonly #noBias: Tensor<'f32'> | null;
  readonly #columns: ColumnSum;
  readonly #y: Tensor<'f32'>;
  readonly #dx: Tensor<'f32'>;
  readonly #stat: Tensor<'f32'>;
  #x: Tensor<'f32'> | null = null;

  /** `centred`: subtract the mean and add a bias. */
  protected constructor(arena: Arena, config: NormConfig, centred: boolean, epsilon: number) {
    const { name, rows, cols } = config;
    this.#config = config;
    this.#epsilon = epsilon;
    this.#overrides = { CENTRED: centred ? 1 : 0 };
    const stride = strideOf(cols);
    this.gain = vectorParameter(arena, `${name}.gain`, cols);
    this.bias = centred ? vectorParameter(arena, `${name}.bias`, cols) : null;
    this.#noBias = centred ? null : arena.tensor(`${name} no bias`, 'f32', stride);
    this.#columns = new ColumnSum(arena, { rows, stride });
    this.#y = arena.tensor(`${name} y`, 'f32', rows * stride);
    this.#dx = arena.tensor(`${name} dx`, 'f32', rows * stride);
    this.#stat = arena.tensor(`${name} stat`, 'f32', rows * STATS);
  }

  /** Gain 1, bias 0. */
  initialise(device: Device): void {
    this.gain.initialise(device, new Float32Array(this.#config.cols).fill(1));
    this.bias?.initialise(device, new Float32Array(this.#config.cols));
  }

  forward({ device }: Step, x: Tensor<'f32'>, rows: number): Promise<Tensor<'f32'>> {
    this.#x = x;
    const bias = this.bias?.value ?? this.#noBias;
    if (!bias) throw new Error(`${this.#config.name}: neither bias nor zeros`);
    device.run(normRows, {
      tensors: { x, gain: this.gain.value, bias, y: this.#y, stat: this.#stat },
      params: { ...this.#shape(rows), epsilon: this.#epsilon },
      overrides: this.#overrides,
    });
    return Promise.resolve(this.#y);
  }

  backward(run: Step, dy: Tensor<'f32'>, rows: number): Promise<Tensor<'f32'>> {
    this.backwardInto(run, dy, rows, { dx: this.#dx, accumulate: false });
    return Promise.resolve(this.#dx);
  }

  /** The same with the input's gradient written, or added, to a tensor of the caller. */
  backwardInto(
    { device }: Step,
    dy: Tensor<'f32'>,
    rows: number,
    { dx, accumulate }: { dx: Tensor<'f32'>; accumulate: boolean },
  ): void {
    const x = this.#x;
    if (!x) throw new Error(`${this.#config.name}: backward before forward`);
    const shape = this.#shape(rows);
    device.run(normGainSums, {
      tensors: { x, stat: this.#stat, dy, sum: this.#columns.blocks },
      params: { rows, stride: shape.stride, block: ROW_BLOCK },
    });
    this.#columns.addBlocksTo(device, this.gain.gradient, rows);
    if (this.bias) this.#columns.addTo(device, this.bias.gradient, dy, rows);
    device.run(normRowsBackward, {
      tensors: { x, gain: this.gain.value, stat: this.#stat, dy, dx },
      params: { ...shape, accumulate: accumulate ? 1 : 0 },
      overrides: this.#overrides,
    });
  }

  parameters(): readonly Parameter[] {
    return this.bias ? [this.gain, this.bias] : [this.gain];
  }

  #shape(rows: number) {
    const { cols } = this.#config;
    return { rows, cols, stride: strideOf(cols) };
  }
}
