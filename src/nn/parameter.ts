import type { Arena, Device, Tensor } from '../compute/device';
import { strideOf } from './kernels/layout';
import { packRows, padRows } from './padding';

/** A parameter and its optimizer's moments as [rows][cols] without padding, for checkpoints. */
export interface ParameterState {
  readonly value: Float32Array;
  readonly moment1: Float32Array;
  readonly moment2: Float32Array;
}

interface ParameterShape {
  readonly name: string;
  readonly rows: number;
  readonly cols: number;
  /** Rows as stored; those behind `rows` are zero. */
  readonly storedRows: number;
  /** Whether weight decay shrinks it. */
  readonly decay: boolean;
}

/**
 * A trained tensor [rows][cols] with gradient and AdamW moments, stored [storedRows][stride].
 * Padding is zero in all four and stays so.
 */
export class Parameter {
  readonly name: string;
  readonly rows: number;
  readonly cols: number;
  readonly stride: number;
  readonly decay: boolean;
  readonly value: Tensor<'f32'>;
  readonly gradient: Tensor<'f32'>;
  readonly moment1: Tensor<'f32'>;
  readonly moment2: Tensor<'f32'>;

  constructor(arena: Arena, { name, rows, cols, storedRows, decay }: ParameterShape) {
    this.name = name;
    this.rows = rows;
    this.cols = cols;
    this.stride = strideOf(cols);
    this.decay = decay;
    const tensor = (part: string) =>
      arena.tensor(`${name} ${part}`, 'f32', storedRows * this.stride);
    this.value = tensor('value');
    this.gradient = tensor('gradient');
    this.moment1 = tensor('moment1');
    this.moment2 = tensor('moment2');
  }

  /** Elements as stored. */
  get length(): number {
    return this.value.length;
  }

  /** Sets the value from [rows][cols]; the moments start again from zero. */
  initialise(device: Device, value: Float32Array): void {
    this.#write(device, this.value, value);
    device.clear(this.moment1);
    device.clear(this.moment2);
  }

  restore(device: Device, state: ParameterState): void {
    this.#write(device, this.value, state.value);
    this.#write(device, this.moment1, state.moment1);
    this.#write(device, this.moment2, state.moment2);
  }

  async dump(device: Device): Promise<ParameterState> {
    const packed = async (tensor: Tensor<'f32'>) => packRows(await device.read(tensor), this);
    // All at once: on a GPU the wait for an answer is the cost, not the bytes.
    const tensors = [this.value, this.moment1, this.moment2] as const;
    const [value, moment1, moment2] = await Promise.all(tensors.map(packed));
    return { value: value!, moment1: moment1!, moment2: moment2! };
  }

  #write(device: Device, tensor: Tensor<'f32'>, packed: Float32Array): void {
    if (packed.length !== this.rows * this.cols) {
      throw new Error(`${this.name}: ${packed.length} numbers, not ${this.rows} x ${this.cols}`);
    }
    device.write(tensor, padRows(packed, this, tensor.length));
  }
}

/** A weight [rows][cols] that matrix products use: both sides padded, shrunk by weight decay. */
export function matrixParameter(arena: Arena, name: string, rows: number, cols: number): Parameter {
  return new Parameter(arena, { name, rows, cols, storedRows: strideOf(rows), decay: true });
}

/** A bias, a gain, a scale: one row, left alone by weight decay. */
export function vectorParameter(arena: Arena, name: string, cols: number): Parameter {
  return new Parameter(arena, { name, rows: 1, cols, storedRows: 1, decay: false });
}
