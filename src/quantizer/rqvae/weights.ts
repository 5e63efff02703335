import type { Device } from '../../compute/device';
import type { Layer } from '../../nn/layers/layer';
import type { NamedArray } from '../results';
import type { RqVaeModel } from './model';

/** Weights of all parameters by name, without padding: biases and scales are 1-D. */
export async function weightsOf(device: Device, { parameters }: RqVaeModel): Promise<NamedArray[]> {
  const arrays: NamedArray[] = [];
  for (const parameter of parameters) {
    const { name, rows, cols, decay } = parameter;
    const { value: data } = await parameter.dump(device);
    arrays.push({
      name,
      shape: decay ? [rows, cols] : [cols],
      data,
    });
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
