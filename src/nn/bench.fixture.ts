import { expect } from 'vitest';
import { createCpuDevice } from '../compute/cpu/cpu-device';
import type { Arena, Tensor } from '../compute/device';
import { realF32 } from '../compute/numbers.fixture';
import type { Rows } from './float64.fixture';
import { strideOf } from './kernels/layout';
import { packRows } from './padding';
import type { Parameter } from './parameter';
import type { Step } from './step';

/** A CPU device to try a layer on, whose rows behind those in use hold NaN. */
export class Bench {
  readonly device = createCpuDevice();
  readonly arena: Arena = this.device.arena('bench');
  readonly run: Step = { device: this.device, spend: () => Promise.resolve() };

  /** [rows][stride], with a poisoned row behind. */
  tensor(x: Rows): Tensor<'f32'> {
    const stride = strideOf(x[0]!.length);
    const tensor = this.arena.tensor('bench', 'f32', (x.length + 1) * stride);
    const values = new Float32Array(tensor.length).fill(NaN, x.length * stride);
    x.forEach((row, r) => values.set(row, r * stride));
    this.device.write(tensor, values);
    return tensor;
  }

  /** The first rows of a tensor. Fails unless padding columns are zero. */
  async rows(tensor: Tensor<'f32'>, rows: number, cols: number): Promise<Rows> {
    const stride = strideOf(cols);
    const values = await this.device.read(tensor, rows * stride);
    const padding = values.filter((_, at) => at % stride >= cols);
    expect(padding.every((x) => x === 0)).toBe(true);
    return toRows(packRows(values, { rows, cols, stride }), cols);
  }

  value(parameter: Parameter): Promise<Rows> {
    return this.rows(parameter.value, parameter.rows, parameter.cols);
  }

  gradient(parameter: Parameter): Promise<Rows> {
    return this.rows(parameter.gradient, parameter.rows, parameter.cols);
  }
}

export function toRows(values: Float32Array, cols: number): Rows {
  return Array.from({ length: values.length / cols }, (_, row) => [
    ...values.subarray(row * cols, (row + 1) * cols),
  ]);
}

/** Random rows that Float32 holds exactly. */
export function randomRows(rows: number, cols: number, seed: number, scale = 1): Rows {
  return toRows(realF32(rows * cols, scale, seed), cols);
}

/** Every entry within `tolerance` of the wanted one, relative to the largest. */
export function expectClose(actual: Rows, wanted: Rows, tolerance = 1e-5): void {
  const largest = Math.max(1, ...wanted.flat().map(Math.abs));
  const off = actual.flatMap((row, r) => row.map((x, c) => Math.abs(x - wanted[r]![c]!)));
  expect(actual.map((row) => row.length)).toEqual(wanted.map((row) => row.length));
  expect(Math.max(0, ...off.map((x) => (Number.isNaN(x) ? Infinity : x)))).toBeLessThan(
    tolerance * largest,
  );
}
