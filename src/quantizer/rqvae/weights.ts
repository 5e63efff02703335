import type { Device } from '../../compute/device';
import type { Layer } from '../../nn/layers/layer';
import type { Parameter } from '../../nn/parameter';
import type { NamedArray } from '../results';
import type { RqVaeModel } from './model';

/** As PyTorch has it: biases and scales are 1-D. */
export function shapeOf({ rows, cols, decay }: Parameter): readonly number[] {
  return decay ? [rows, cols] : [cols];
}

/** Weights of all parameters by name, without padding. */
export async function weightsOf(device: Device, { parameters }: RqVaeModel): Promise<NamedArray[]> {
  const arrays: NamedArray[] = [];
  for (const parameter of parameters) {
    const { value: data } = await parameter.dump(device);
    arrays.push({ name: parameter.name, shape: shapeOf(parameter), data });
  }
  return arrays;
}

/** Puts saved weights into a network of the same shape. */
export function loadWeights(device: Device, network: Layer, weights: readonly NamedArray[]): void {
  for (const parameter of network.parameters()) {
    const found = weights.find(({ name }) => name === parameter.name);
    if (!found) throw new Error(`the run has no ${parameter.name}`);
    parameter.initialise(device, found.data);
  }
}
