import type { Device } from '../../compute/device';
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
